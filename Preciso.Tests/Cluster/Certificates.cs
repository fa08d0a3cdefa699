using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Preciso.Silo.Cluster;

namespace Preciso.Tests.Cluster;

/// <summary>An authority of a test's own, and the certificates that it signs.</summary>
public sealed class Certificates : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("preciso-tls-");
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _authority;

    public Certificates()
    {
        var request = new CertificateRequest("CN=authority", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        _authority = request.CreateSelfSigned(Now.AddYears(-2), Now.AddYears(1));
        Authority = Write("authority.pem", _authority.ExportCertificatePem());
    }

    public string Authority { get; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public TlsOptions Issue(bool expired = false)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=silo", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var from = Now.AddYears(-1);
        using var certificate = request.Create(
            _authority, from, expired ? Now.AddDays(-1) : Now.AddDays(30), Guid.CreateVersion7().ToByteArray());
        var name = Guid.CreateVersion7().ToString("N");
        return new TlsOptions
        {
            Certificate = Write($"{name}.pem", certificate.ExportCertificatePem()),
            Key = Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()),
            Authority = Authority,
        };
    }

    /// <summary>As a silo gets them by its environment.</summary>
    public static IReadOnlyDictionary<string, string> Settings(TlsOptions tls) => new Dictionary<string, string>
    {
        ["Preciso__Cluster__Tls__Certificate"] = tls.Certificate!,
        ["Preciso__Cluster__Tls__Key"] = tls.Key!,
        ["Preciso__Cluster__Tls__Authority"] = tls.Authority!,
    };

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
        _folder.Delete(recursive: true);
    }
}
