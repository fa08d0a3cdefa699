using Preciso.Documents;
using Preciso.Web.Documents;

namespace Preciso.Web.Approvals;

/// <summary>The form of one review: an edit of each field that the document's type has, and the checks. Pure.</summary>
public sealed class ReviewSheet
{
    private readonly Dictionary<string, FieldEdit> _edits = [];

    public IReadOnlyList<FieldDefinition> Definitions { get; private set; } = [];

    public IReadOnlyList<FieldCheck> Checks { get; private set; } = [];

    public IEnumerable<FieldEdit> Edits => Definitions.Select(definition => _edits[definition.Name]);

    public int Unsaved => Edits.Count(edit => edit.IsDirty);

    public int Failed => Checks.Count(check => check.Outcome == CheckOutcome.Fail);

    public FieldEdit? Find(string? name) => name is null ? null : _edits.GetValueOrDefault(name);

    public IEnumerable<FieldCheck> ChecksOf(string? field) =>
        Checks.Where(check => check.Field == field && check.Outcome != CheckOutcome.Pass);

    /// <summary>A rule looks at the field, and each such rule is content.</summary>
    public bool Holds(string field) => Checks.Any(check => check.Field == field) && !ChecksOf(field).Any();

    /// <summary>Read with this confidence or said by a person, and no rule is against it.</summary>
    public bool IsSure(string field, double least) =>
        Find(field) is { IsDirty: false, Theirs: null, Seen: { } seen } && seen.Confidence >= least && !ChecksOf(field).Any();

    public void Refresh(DocumentFields fields)
    {
        (Definitions, Checks) = (fields.Definitions, fields.Checks);
        foreach (var definition in Definitions)
        {
            if (!_edits.TryGetValue(definition.Name, out var edit))
            {
                _edits[definition.Name] = edit = new FieldEdit(definition.Name);
            }
            edit.Refresh(fields.Fields.FirstOrDefault(field => field.Name == definition.Name));
        }
    }

    public void Save(CorrectedField corrected)
    {
        _edits[corrected.Field.Name].Take(corrected.Field);
        Checks = corrected.Checks;
    }

    /// <summary>The boxes of the fields on a page, the one that is being worked on among them.</summary>
    public IReadOnlyList<Spot> Spots(int page, string? active) =>
    [
        .. from edit in Edits
           let place = edit.Place
           where place?.Page == page
           select new Spot(Spot.OfField(edit.Name), place.Box, edit.Name == active ? Spot.Active : Tone(edit.Name)),
    ];

    private string Tone(string field) => ChecksOf(field).Any(check => check.Outcome == CheckOutcome.Fail) ? "bad" : "field";
}
