using System.Globalization;
using Preciso.Jobs;

namespace Preciso.Web.Operations;

/// <summary>What the plots of the board say of a part of time, and where its jobs are found.</summary>
public static class HistoryWords
{
    public static int Completed(this WorkPart part) => part.Lanes.Sum(lane => lane.Completed);

    public static int Failed(this WorkPart part) => part.Lanes.Sum(lane => lane.Failed);

    public static int Canceled(this WorkPart part) => part.Lanes.Sum(lane => lane.Canceled);

    /// <summary>The jobs that ended in it.</summary>
    public static JobSearch Search(this WorkHistory history, WorkPart part, string state) => new(
        State: state, From: JobSearch.Stamp(part.At), To: JobSearch.Stamp(part.At.AddSeconds(history.StepSeconds)), By: JobSearch.Ended);

    /// <summary>The jobs that ended in all of it.</summary>
    public static JobSearch Search(this WorkHistory history, string state) =>
        new(State: state, From: JobSearch.Stamp(history.From), To: JobSearch.Stamp(history.To), By: JobSearch.Ended);

    /// <summary>The clock alone where all is within a day.</summary>
    public static string Clock(this WorkHistory history, DateTimeOffset at, TimeZoneInfo? zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone ?? TimeZoneInfo.Utc);
        var clock = local.ToString("t", CultureInfo.CurrentCulture);
        return history.To - history.From <= TimeSpan.FromDays(1) ? clock : $"{local.ToString("M", CultureInfo.CurrentCulture)} {clock}";
    }
}
