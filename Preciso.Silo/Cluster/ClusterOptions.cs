using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Preciso.Silo.Cluster;

/// <summary>Settings under <c>Preciso:Cluster</c>: how the silos of one installation reach each other.</summary>
public sealed class ClusterOptions
{
    public const string Section = "Preciso:Cluster";

    /// <summary>Where the other silos reach this one. Silos on several machines need <see cref="Tls"/> as well.</summary>
    public string Address { get; set; } = IPAddress.Loopback.ToString();

    /// <summary>On that address; without it a free port is chosen once and kept in the home.</summary>
    [Range(0, 65535)]
    public int Port { get; set; }

    /// <summary>Takes name, address and port from the pod that this runs in (Microsoft.Orleans.Hosting.Kubernetes).</summary>
    public bool Kubernetes { get; set; }

    public TlsOptions Tls { get; set; } = new();
}

/// <summary>Mutual TLS between the silos: each shows a certificate of the same authority.</summary>
public sealed class TlsOptions
{
    /// <summary>A PEM file: this silo's certificate.</summary>
    public string? Certificate { get; set; }

    /// <summary>A PEM file: its private key.</summary>
    public string? Key { get; set; }

    /// <summary>A PEM file: the authority that has signed the certificates of all silos.</summary>
    public string? Authority { get; set; }

    public bool IsSet =>
        !string.IsNullOrWhiteSpace(Certificate) || !string.IsNullOrWhiteSpace(Key) || !string.IsNullOrWhiteSpace(Authority);
}
