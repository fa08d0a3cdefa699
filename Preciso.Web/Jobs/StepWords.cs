using Preciso.Jobs;
using Preciso.Web.Resources;

namespace Preciso.Web.Jobs;

/// <summary>A step in a few words, for plots and for those who cannot see them: what, how long, and how it ended.</summary>
public static class StepWords
{
    public static string Describe(
        string name, DateTimeOffset startedAt, DateTimeOffset? endedAt, JobProblem? error, bool isOpen, Texts texts)
    {
        var step = texts.Step(name);
        return endedAt is not { } ended ? $"{step} · {texts[isOpen ? "step_open" : "step_lost"]}"
            : error is null ? $"{step} · {texts.Duration(ended - startedAt)}"
            : $"{step} · {texts.Duration(ended - startedAt)} · {texts["step_failed"]}";
    }
}
