using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;
using Preciso.Silo.Operations;

namespace Preciso.Silo.Cluster;

/// <summary>Silos that show each other a certificate of the installation's own authority; whoever has none is no silo.</summary>
public static partial class MutualTls
{
    private const string Settings = "Preciso__Cluster__Tls__Certificate, __Key and __Authority";

    public static void UseMutualTls(this ISiloBuilder silo, TlsOptions settings)
    {
        if (!settings.IsSet)
        {
            return;
        }
        var (own, authority) = Load(settings);
        var logger = LoggerFactory.Create(log =>
        {
            log.AddConsole();
            log.AddLogLines();
        }).CreateLogger(typeof(MutualTls)); // the options are made before there are services
        silo.UseTls(own, tls =>
        {
            tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            tls.RemoteCertificateValidation = (certificate, _, _) => IsSilo(certificate, authority, logger);
            tls.OnAuthenticateAsClient = (_, client) => client.TargetHost = "preciso"; // it is the authority that counts, not a name
        });
    }

    /// <exception cref="StartException">What does not fit, and what to do.</exception>
    public static (X509Certificate2 Own, X509Certificate2 Authority) Load(TlsOptions settings)
    {
        try
        {
            var authority = X509CertificateLoader.LoadCertificateFromFile(Given(settings.Authority));
            using var pem = X509Certificate2.CreateFromPemFile(Given(settings.Certificate), Given(settings.Key));
            var own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null); // a key that SslStream can use
            return IsOf(own, authority)
                ? (own, authority)
                : throw new StartException(
                    $"The certificate {settings.Certificate} is not of the authority {settings.Authority}, or has expired. Issue one by "
                    + $"it, and set {Settings}.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or ArgumentException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"The silo's certificate cannot be used: {e.Message} Set {Settings} to PEM files that belong together.");
        }
    }

    /// <summary>Who is refused tries again, and so do we: once the certificates fit, the silos meet by themselves.</summary>
    private static bool IsSilo(X509Certificate2? certificate, X509Certificate2 authority, ILogger logger)
    {
        if (certificate is not null && IsOf(certificate, authority))
        {
            return true;
        }
        LogStranger(logger, certificate?.Issuer ?? "nobody", authority.Subject);
        return false;
    }

    private static string Given(string? path) =>
        string.IsNullOrWhiteSpace(path) ? throw new StartException($"Mutual TLS needs all three of {Settings}.") : path;

    private static bool IsOf(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // a private authority has no list: a lost key means a new authority
        return chain.Build(certificate);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Another silo shows a certificate of {Issuer} that is not of our authority {Authority}, or has expired, and is kept "
            + "out. Give both silos certificates of one authority.")]
    private static partial void LogStranger(ILogger logger, string issuer, string authority);
}
