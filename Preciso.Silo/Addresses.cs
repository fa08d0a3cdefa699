namespace Preciso.Silo;

/// <summary>Where the silo listens: <c>--urls</c>, else <c>PRECISO_URLS</c>, else the loopback address only.</summary>
public static class Addresses
{
    public const string Default = "http://127.0.0.1:5080";

    public static string Read(IConfiguration configuration) => configuration["urls"] ?? configuration["PRECISO_URLS"] ?? Default;
}
