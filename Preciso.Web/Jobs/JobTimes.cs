using Preciso.Jobs;

namespace Preciso.Web.Jobs;

public static class JobTimes
{
    /// <summary>From the first start to the end; null while there is no end.</summary>
    public static TimeSpan? Duration(this JobView job) => job.EndedAt - job.StartedAt;

    public static TimeSpan? Duration(this JobStepView step) => step.EndedAt - step.StartedAt;
}
