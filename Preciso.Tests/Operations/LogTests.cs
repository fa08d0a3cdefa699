using Preciso.Tests.World;

namespace Preciso.Tests.Operations;

/// <summary>The log of a silo whose output is not a terminal.</summary>
public sealed class LogTests(MeasuredSilo silo) : IClassFixture<MeasuredSilo>
{
    [Fact]
    public async Task A_line_about_a_job_says_which_and_whose()
    {
        await Eventually.True(
            () => Task.FromResult(silo.Process.Log.Any(line => line.Contains($"job {silo.RefusedJob} tenant ", StringComparison.Ordinal))),
            TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void No_secret_and_no_text_of_a_document_is_in_it()
    {
        var log = string.Join('\n', silo.Process.Log);

        Assert.NotEmpty(log);
        Assert.DoesNotContain("tangerine", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Refunds", log, StringComparison.Ordinal);
        Assert.DoesNotContain(SiloProcess.ApiKey, log, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse battery", log, StringComparison.Ordinal);
    }
}
