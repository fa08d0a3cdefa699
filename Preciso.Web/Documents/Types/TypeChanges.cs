using Preciso.Documents;
using Preciso.Web.Resources;

namespace Preciso.Web.Documents.Types;

/// <summary>What is different once a draft is published, as lines to read.</summary>
public static class TypeChanges
{
    public static IReadOnlyList<string> Between(DocumentType? before, DocumentType after, Texts texts, RuleSentences sentences)
    {
        if (before is null)
        {
            return [texts.Format("type_change_new", after.Fields.Count, after.Rules.Count)];
        }
        var (was, now) = (Rules(before, sentences), Rules(after, sentences));
        return
        [
            .. Same(before.Names, after.Names) ? [] : (string[])[texts.Format("type_change_name", after.Names.InLanguage())],
            .. Same(before.Cues, after.Cues) ? [] : (string[])[texts["type_change_cues"]],
            .. after.Fields.ExceptBy(before.Fields.Select(field => field.Name), field => field.Name)
                .Select(field => texts.Format("type_change_field_added", field.Names.InLanguage())),
            .. before.Fields.ExceptBy(after.Fields.Select(field => field.Name), field => field.Name)
                .Select(field => texts.Format("type_change_field_removed", field.Names.InLanguage())),
            .. from field in after.Fields
               join old in before.Fields on field.Name equals old.Name
               where !Same(field, old)
               select texts.Format("type_change_field", field.Names.InLanguage()),
            .. now.Except(was).Select(rule => texts.Format("type_change_rule_added", rule)),
            .. was.Except(now).Select(rule => texts.Format("type_change_rule_removed", rule)),
        ];
    }

    // Whether it fails or warns is part of what a rule says.
    private static List<string> Rules(DocumentType type, RuleSentences sentences) =>
        [.. type.Rules.Select(rule => sentences.WithOutcome(rule, type))];

    private static bool Same<T>(T one, T other) => Words.Letters(one) == Words.Letters(other);
}
