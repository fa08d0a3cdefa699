using FsCheck;
using FsCheck.Fluent;
using Preciso.Documents;
using Preciso.Reading.Validation;
using Preciso.Tests.Reading.Fields;

namespace Preciso.Tests.Reading.Validation;

/// <summary>How alike two names are, seen through the rule that measures it.</summary>
public sealed class SimilarityTests
{
    private static readonly Arbitrary<(string A, string B)> Names = Gen.Two(
        Gen.Elements("한빛정밀", "누리 상사", "Hanbit Precision", "Green Leaf Books", "서울시 중구", "A-12")
            .SelectMany(name => Gen.Choose(0, name.Length - 1).Select(cut => name[..(cut + 1)])))
        .Select(pair => (pair.Item1.Trim(), pair.Item2.Trim())).Where(pair => pair.Item1.Length > 0 && pair.Item2.Length > 0).ToArbitrary();

    [Fact]
    public void It_is_the_same_both_ways_and_between_nothing_and_all() => Prop.ForAll(Names, pair =>
    {
        var (there, back) = (Compute(pair.A, pair.B), Compute(pair.B, pair.A));

        return Math.Abs(there - back) < 1e-9 && there is >= 0 and <= 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_name_is_wholly_like_itself_whatever_its_case_width_and_punctuation() => Prop.ForAll(Names, pair =>
        Compute(pair.A, pair.A) == 1 && Compute(pair.A, $" {pair.A.ToUpperInvariant()} ") == 1).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("MR. D.I.Y. (M)", "MR DIY M", 1)]
    [InlineData("ＨＡＮＢＩＴ", "hanbit", 1)]
    [InlineData("주식회사 한빛정밀", "한빛정밀(주)", 1)]
    [InlineData("Precision, Hanbit", "Hanbit Precision", 1)]
    [InlineData("한빛정밀", "한빛정말", 0.92)]
    [InlineData("Hanbit Precision", "Hanbit Precison", 0.95)]
    public void Slips_and_ways_of_writing_matter_little(string a, string b, double atLeast) => Assert.True(Compute(a, b) >= atLeast);

    [Theory]
    [InlineData("한빛정밀", "누리상사", 0.7)]
    [InlineData("Hanbit Precision", "Green Leaf Books", 0.7)]
    [InlineData("제1공장", "제2공장", 0.9)]
    [InlineData("Seoul", "Seoul Bank Holdings Ltd", 0.91)]
    public void Other_names_are_unlike(string a, string b, double atMost) => Assert.True(Compute(a, b) <= atMost);

    private static double Compute(string a, string b)
    {
        var rule = new ValidationRule(RuleKind.Similar, "name", Value: b, Threshold: 0);
        var field = new DocumentField("name", FieldType.Text, a, a, 1, new Box(0, 0, 1, 1), a, ReadingMethod.TextLayer, 1);
        return Validator.Check(Sheet.TypeOf() with { Rules = [rule] }, 1, null, [field], [], Duplicates.None).Single().Similarity!.Value;
    }
}
