using Preciso.Documents;

namespace Preciso.Web.Documents.Types;

/// <summary>A document type as it is being written down.</summary>
/// <param name="key">Null while it has none: then it gets one from its name.</param>
public sealed class TypeDraft(string? key)
{
    public string Korean { get; set; } = "";

    public string English { get; set; } = "";

    /// <summary>Separated by commas.</summary>
    public string Cues { get; set; } = "";

    public List<FieldDraft> Fields { get; private init; } = [];

    public List<RuleDraft> Rules { get; private init; } = [];

    /// <summary>Keys of other types, which a new one must not take.</summary>
    public IReadOnlySet<string> Taken { get; init; } = new HashSet<string>();

    public static TypeDraft From(DocumentType type) => new(type.Key)
    {
        Korean = type.Names.GetValueOrDefault("ko", ""),
        English = type.Names.GetValueOrDefault("en", ""),
        Cues = Words.Join(type.Cues),
        Fields = [.. type.Fields.Select(FieldDraft.From)],
        Rules = [.. type.Rules.Select(RuleDraft.From)],
    };

    public DocumentType ToType()
    {
        var names = FieldNames();
        return new DocumentType(
            key ?? Words.Key(English, "own_type", Taken),
            Words.Names(Korean, English),
            Words.Split(Cues),
            [.. Fields.Select(field => field.ToField(names[field.Id]))],
            [.. Rules.Select(rule => rule.ToRule(term => names.GetValueOrDefault(term, term)))]);
    }

    private Dictionary<string, string> FieldNames()
    {
        var taken = Fields.Select(field => field.Name).OfType<string>().ToHashSet();
        var names = new Dictionary<string, string>();
        foreach (var field in Fields)
        {
            names[field.Id] = field.Name ?? Words.Key(field.English, Snake.Case(field.Type), taken);
            taken.Add(names[field.Id]);
        }
        return names;
    }
}
