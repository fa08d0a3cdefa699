using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Preciso.Approvals;
using Preciso.Audit;
using Preciso.Documents;
using Preciso.Evaluations;
using Preciso.Installation;
using Preciso.Jobs;
using Preciso.Questions;
using Preciso.Notifications;
using Preciso.Tenants;
using Preciso.Web.Approvals;
using Preciso.Web.Datasets;
using Preciso.Web.Documents;
using Preciso.Web.Documents.Library;
using Preciso.Web.Layout;
using Preciso.Web.Home;
using Preciso.Web.Search;
using Preciso.Web.Operations;

namespace Preciso.Tests.Web;

/// <summary>No text is missing in either language and none is left over.</summary>
public sealed partial class ConsoleTextsTests
{
    private static readonly string Web = Path.Combine(Repository.Root, "Preciso.Web");
    private static readonly string Sources = string.Join('\n', SourceFiles().Select(File.ReadAllText));
    private static readonly Dictionary<string, string> Korean = Read(english: false);
    private static readonly Dictionary<string, string> English = Read(english: true);

    // Codes of the server, for which the console has words or shows the server's own.
    private static readonly string[] Families =
        ["problem_", "phase_", "step_", "figure_", "kind_", "action_", "check_", "rule_kind_", "lost_", "way_", "change_", "column_",
            "doubt_", "unkept_", "basis_", "predicate_", "Mud"];

    [Fact]
    public void Korean_and_English_have_the_same_keys()
    {
        Assert.Equal(Korean.Keys.Order(), English.Keys.Order());
    }

    [Fact]
    public void No_text_is_empty()
    {
        Assert.DoesNotContain(Korean.Concat(English), text => string.IsNullOrWhiteSpace(text.Value));
    }

    [Fact]
    public void Both_languages_have_the_same_placeholders()
    {
        Assert.All(Korean.Keys, key => Assert.Equal(Placeholders(Korean[key]), Placeholders(English[key])));
    }

    [Fact]
    public void Every_key_that_is_looked_up_exists()
    {
        var lookedUp = Lookup().Matches(Sources).SelectMany(lookup => Literal().Matches(lookup.Value))
            .Select(literal => literal.Groups[1].Value).ToHashSet();

        Assert.True(lookedUp.Count > 100, "The pattern no longer finds the lookups.");
        Assert.Empty(lookedUp.Concat(ComposedKeys()).Except(Korean.Keys));
    }

    [Fact]
    public void Every_key_is_looked_up()
    {
        var named = Literal().Matches(Sources).Select(literal => literal.Groups[1].Value).Concat(ComposedKeys()).ToHashSet();

        Assert.DoesNotContain(Korean.Keys, key => !named.Contains(key) && !Families.Any(key.StartsWith));
    }

    /// <summary>The keys that the sources put together from a state or a step.</summary>
    private static IEnumerable<string> ComposedKeys() =>
    [
        .. KeysOf<DocumentState>(), .. KeysOf<JobState>(), .. KeysOf<Role>(), .. KeysOf<ReadingMethod>(), .. KeysOf<SharePermission>(),
        .. KeysOf<ErrorClass>(), .. KeysOf<AuditOutcome>(), .. KeysOf<FieldType>(), .. KeysOf<FieldPosition>(), .. KeysOf<RuleKind>(),
        .. KeysOf<CheckOutcome>(), .. KeysOf<DatasetKind>(), .. KeysOf<DatasetKind>().Select(kind => $"{kind}_hint"), .. KeysOf<Lane>(),
        .. KeysOf<JobAction>(), .. KeysOf<QuotaScope>(), .. KeysOf<TraceKind>(), .. KeysOf<ApprovalState>(), .. KeysOf<FactSource>(),
        .. KeysOf<Brightness>(), .. KeysOf<ReviewsOf>(), .. KeysOf<ReviewOrder>(), .. KeysOf<DeskTab>(), .. KeysOf<OutcomeState>(),
        .. KeysOf<RatingReason>(), .. KeysOf<AnswerField>(), .. KeysOf<MeasureKind>(), .. KeysOf<MeasureFlawKind>(),
        .. KeysOf<CaseState>(), .. KeysOf<CaseChange>(), .. KeysOf<RunState>(),
        .. Enum.GetValues<ReadingMethod>().Select(method => $"evidence_{Snake.Case(method)}"),
        .. from format in (string[])["md", "csv", "json"] select $"thread_export_{format}",
        .. Enum.GetValues<DocumentSide>().Select(side => $"side_{Snake.Case(side)}"),
        .. Enum.GetValues<DocumentTab>().Select(tab => $"tab_{Snake.Case(tab)}"),
        .. KeysOf<DocumentColumn>(),
        .. from action in Enum.GetValues<BulkAction>() from how in (string[])["one", "done"] select $"bulk_{how}_{Snake.Case(action)}",
        .. from what in (string[])["tag", "move"] from how in (string[])["one", "many"] select $"{what}_{how}",
        .. BoardSpan.Choices.Select(choice => $"board_span_{choice.Name}"),
        .. from seconds in (int[])[60, 300, 3600, 3 * 3600] select $"board_part_{seconds}",
        .. from step in (string[])["high", "fair", "low"] select $"confidence_{step}",
        .. from part in (string[])["facts", "cells", "text", "lost"] select $"numbers_{part}",
        .. from decision in (string[])["approved", "rejected", "changes_requested"] select $"decided_{decision}",
        .. Enum.GetValues<Lane>().Select(lane => $"lane_{Snake.Case(lane)}_hint"),
        .. Enum.GetValues<JobAction>().Select(action => $"done_{Snake.Case(action)}"),
        .. from action in (string[])["cancel", "retry", "discard"] select $"confirm_{action}",
        .. from step in (string[])["aside", "busy", "calm", "failures", "idle", "letters", "silent", "stranded", "stuck"]
           from part in (string[])["title", "text"]
           select $"board_{step}_{part}",
        .. Enum.GetValues<ErrorClass>().Select(error => $"advice_{Snake.Case(error)}"),
        .. from need in (string[])["assigned", "changes_requested", "dead_letters", "failed", "quota", "review"] select $"need_{need}",
        .. KeysOf<SetupStep>(), .. KeysOf<SetupStep>().Select(step => $"{step}_text"),
        .. Enum.GetValues<SetupStep>().Where(step => SetupSteps.Link(step) is not null)
            .Select(step => $"setup_step_{Snake.Case(step)}_action"),
        .. KeysOf<PreflightPart>(), .. KeysOf<PreflightPart>().Select(part => $"{part}_advice"), .. KeysOf<PreflightStanding>(),
        .. KeysOf<PaletteKind>(), .. KeysOf<NotificationKind>(),
        .. Enum.GetValues<NotificationKind>()
            .Except([NotificationKind.DocumentNeedsMe, NotificationKind.JobFailed, NotificationKind.QuotaNear])
            .Select(kind => $"notification_{Snake.Case(kind)}"),
        .. from reason in (string[])["assigned", "changes_requested", "needs_review"] select $"notification_{reason}",
    ];

    private static IEnumerable<string> KeysOf<TEnum>() where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Select(value => $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(typeof(TEnum).Name)}_{Snake.Case(value)}");

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order();

    /// <summary>The texts of all rooms; that a key stands in two of them throws.</summary>
    private static Dictionary<string, string> Read(bool english) =>
        Directory.EnumerateFiles(Web, "*Texts*.resx", new EnumerationOptions { RecurseSubdirectories = true })
            .Where(file => file.EndsWith(".en.resx", StringComparison.Ordinal) == english)
            .SelectMany(file => XDocument.Load(file).Root!.Elements("data"))
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Web, "*", new EnumerationOptions { RecurseSubdirectories = true })
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs"
                && !Path.GetRelativePath(Web, file).StartsWith("obj", StringComparison.Ordinal));

    // T["key"], T[condition ? "key" : "key"], T.Format("key", …), and the same on texts.
    [GeneratedRegex("""\b(?:T|texts)(?:\[[^\[\]]*\]|\.Format\([^,]*,)""")]
    private static partial Regex Lookup();

    [GeneratedRegex("""(?<!\$)"([a-z]+(?:_[a-z]+)*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Placeholder();
}
