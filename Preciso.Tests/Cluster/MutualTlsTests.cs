using Dapper;
using Npgsql;
using Preciso.Silo.Cluster;
using Preciso.Silo.Operations;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Cluster;

public sealed class MutualTlsTests(TestCluster cluster) : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);

    private readonly Certificates _ours = new();
    private readonly Certificates _theirs = new();
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("preciso-tls-home-");

    public void Dispose()
    {
        _ours.Dispose();
        _theirs.Dispose();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task Silos_of_one_authority_meet_and_one_of_another_is_kept_out()
    {
        var database = await cluster.CreateDatabase();

        await using var first = await SiloProcess.Start(database, _home.FullName, settings: Certificates.Settings(_ours.Issue()));
        await using var second = await SiloProcess.Start(database, _home.FullName, settings: Certificates.Settings(_ours.Issue()));
        await using var stranger = SiloProcess.Launch(database, _home.FullName, settings: Certificates.Settings(_theirs.Issue()));
        await Eventually.True(
            () => Task.FromResult(
                stranger.Log.Concat(first.Log).Any(line => line.Contains("and is kept out", StringComparison.Ordinal))), Soon);

        Assert.Null(await stranger.Health());
        Assert.True(await first.IsReady() && await second.IsReady());
        await using var owner = new NpgsqlConnection(database);
        Assert.Equal(2, await owner.ExecuteScalarAsync<int>("SELECT count(*) FROM orleans.silos WHERE status = 3")); // active
    }

    [Fact]
    public void A_certificate_of_another_authority_is_refused()
    {
        var settings = _theirs.Issue();
        settings.Authority = _ours.Authority;

        var refused = Assert.Throws<StartException>(() => MutualTls.Load(settings));

        Assert.Contains("is not of the authority", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_has_expired_is_refused()
    {
        var refused = Assert.Throws<StartException>(() => MutualTls.Load(_ours.Issue(expired: true)));

        Assert.Contains("has expired", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_not_named_is_asked_for()
    {
        var settings = _ours.Issue();
        settings.Key = null;

        var refused = Assert.Throws<StartException>(() => MutualTls.Load(settings));

        Assert.Contains(
            "needs all three of Preciso__Cluster__Tls__Certificate, __Key and __Authority", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        var settings = _ours.Issue();
        settings.Key = _ours.Issue().Key;

        var refused = Assert.Throws<StartException>(() => MutualTls.Load(settings));

        Assert.Contains("that belong together", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no certificate at all")]
    [InlineData("")]
    public void A_file_that_is_no_certificate_is_refused(string text)
    {
        var settings = _ours.Issue();
        settings.Authority = _ours.Write("nothing.pem", text);

        var refused = Assert.Throws<StartException>(() => MutualTls.Load(settings));

        Assert.Contains("cannot be used", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var settings = _ours.Issue();
        settings.Certificate = "/nowhere/silo.pem";

        var refused = Assert.Throws<StartException>(() => MutualTls.Load(settings));

        Assert.Contains("/nowhere/silo.pem", refused.Message, StringComparison.Ordinal);
    }
}
