using Preciso.Documents;
using Preciso.Web.Documents.Types;
using Preciso.Web.Resources;

namespace Preciso.Tests.Web;

/// <summary>A document type as it is being written down.</summary>
public sealed class TypeDraftTests
{
    private static readonly Dictionary<string, string> Names = new() { ["ko"] = "영수증", ["en"] = "Receipt" };

    [Fact]
    public void What_is_opened_and_saved_again_is_the_same()
    {
        var type = new DocumentType(
            "receipt", Names, ["영수증", "receipt"],
            [
                new FieldDefinition("total", Names, FieldType.Amount, ["합계", "total"], @"\d+", FieldPosition.Bottom, true),
                new FieldDefinition("date", new Dictionary<string, string> { ["ko"] = "거래일", ["en"] = "Date" }, FieldType.Date, ["거래일"]),
            ],
            [
                new ValidationRule(RuleKind.Sum, "total", Others: ["lines.amount"]),
                new ValidationRule(RuleKind.Range, "date", true, Min: "2020-01-01"), new ValidationRule(RuleKind.Unique, null),
                new ValidationRule(RuleKind.OneOf, "total", List: ["1", "2"]),
            ]);

        Assert.Equal(Words.Letters(type), Words.Letters(TypeDraft.From(type).ToType()));
        Assert.Empty(TypeFlaws.Find(TypeDraft.From(type)));
    }

    [Fact]
    public void New_fields_are_named_by_their_english_name_and_differ()
    {
        var draft = new TypeDraft(null) { English = "Tax invoice 2", Taken = new HashSet<string> { "tax_invoice_2" } };
        draft.Fields.AddRange([
            new FieldDraft { English = "Total (VAT incl.)" }, new FieldDraft { English = "total vat incl" },
            new FieldDraft { Korean = "합계", Type = FieldType.Amount }]);
        draft.Rules.Add(new RuleDraft { Kind = RuleKind.Sum, Field = draft.Fields[2].Id, Others = { draft.Fields[0].Id } });

        var type = draft.ToType();

        Assert.Equal("tax_invoice_2_2", type.Key);
        Assert.Equal(["total_vat_incl", "total_vat_incl_2", "amount"], type.Fields.Select(field => field.Name));
        Assert.Equal(("amount", "total_vat_incl"), (type.Rules[0].Field, type.Rules[0].Others![0]));
    }

    [Theory]
    [InlineData(RuleKind.Equals, "", "", "", "flaw_value_missing")]
    [InlineData(RuleKind.Pattern, "(", "", "", "flaw_pattern")]
    [InlineData(RuleKind.Range, "", "", "", "flaw_range_missing")]
    [InlineData(RuleKind.Range, "", "many", "", "flaw_range_value")]
    [InlineData(RuleKind.Range, "", "2", "1", "flaw_range_order")]
    [InlineData(RuleKind.Sum, "", "", "", "flaw_others_missing")]
    [InlineData(RuleKind.Order, "", "", "", "flaw_field_unfit")]
    [InlineData(RuleKind.OneOf, "", "", "", "flaw_list_empty")]
    public void A_rule_says_what_it_lacks(RuleKind kind, string value, string min, string max, string flaw)
    {
        var draft = new TypeDraft(null) { Korean = "영수증" };
        draft.Fields.Add(new FieldDraft { Korean = "합계", Type = FieldType.Amount, Labels = "합계" });
        draft.Rules.Add(new RuleDraft { Kind = kind, Field = draft.Fields[0].Id, Value = value, Min = min, Max = max });

        Assert.Equal(flaw, TypeFlaws.Find(draft)[0].Text);
    }

    [Theory]
    [InlineData("‘합계’은(는)", "‘합계’는")]
    [InlineData("‘세금’은(는)", "‘세금’은")]
    [InlineData("‘날짜 1’이(가)", "‘날짜 1’이")]
    [InlineData("‘세액’와(과)", "‘세액’과")]
    [InlineData("‘Total’은(는)", "‘Total’은(는)")]
    public void Particles_follow_the_sound_before_them(string text, string fit)
    {
        Assert.Equal(fit, Particles.Fit(text));
    }
}
