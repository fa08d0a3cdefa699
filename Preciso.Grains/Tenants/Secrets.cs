using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Preciso.Grains.Tenants;

/// <summary>Passwords and API keys: made from the system's random source, kept only as hashes.</summary>
public static class Secrets
{
    public const int ShortestPassword = 10;
    private const int PrefixLength = 12;

    // No 0/O, 1/l/I: people read generated passwords off a screen.
    private const string Readable = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static readonly PasswordHasher<object> Hasher = new();
    private static readonly object Anyone = new();

    /// <summary>Verified against when nobody has the e-mail, so that the answer takes as long as for a wrong password.</summary>
    private static readonly string NobodysHash = HashPassword(NewPassword());

    public static string NewPassword() => RandomNumberGenerator.GetString(Readable, 16);

    public static string HashPassword(string password) => Hasher.HashPassword(Anyone, password);

    /// <summary>False also where there is no hash to check against.</summary>
    public static bool Verify(string? hash, string password) =>
        Hasher.VerifyHashedPassword(Anyone, hash ?? NobodysHash, password) != PasswordVerificationResult.Failed && hash is not null;

    public static string NewApiKey() => "pk_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A key is 256 random bits, so a plain hash is as good as a slow one and can be looked up.</summary>
    public static byte[] HashApiKey(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public static string Prefix(string key) => key[..Math.Min(PrefixLength, key.Length / 2)];
}
