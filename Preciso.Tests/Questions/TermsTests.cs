using Preciso.Grains.Questions;

namespace Preciso.Tests.Questions;

public sealed class TermsTests
{
    [Theory]
    [InlineData("연결재무", "연결 결재 재무")]
    [InlineData("매출액은 1,234.5백만원", "매출 출액 액은 1234.5 백만 만원")]
    [InlineData("Total net sales", "total net sale")]
    [InlineData("Hanbit's R&D", "hanbit r&d")]
    [InlineData("a 10-K of FY2024", "a 10 k of fy2024")]
    public void Text_is_cut_into_words_bigrams_and_plain_numbers(string text, string terms)
    {
        var cut = Terms.Cut(text);

        Assert.Equal(terms.Split(' '), cut);
    }

    [Fact]
    public void A_title_in_wide_letters_is_one_word()
    {
        var wide = Terms.Cut("재 무 상 태 표");

        Assert.Equal(Terms.Cut("재무상태표"), wide);
    }

    [Fact]
    public void A_word_with_a_particle_shares_all_bigrams_of_the_word()
    {
        var inflected = Terms.Cut("영업이익은");

        Assert.Superset(new HashSet<string> { "영업", "업이", "이익" }, inflected.ToHashSet());
    }

    [Theory]
    [InlineData("inventories", "inventory")]
    [InlineData("businesses", "business")]
    [InlineData("operating", "operate")]
    [InlineData("spending", "spend")]
    [InlineData("planned", "plan")]
    public void Endings_come_off_so_that_question_and_document_meet(string one, string other)
    {
        Assert.Equal(Stemmer.Stem(other), Stemmer.Stem(one));
    }

    [Theory]
    [InlineData("operation", "operate")]
    [InlineData("king", "k")]
    [InlineData("red", "r")]
    [InlineData("analysis", "analysi")]
    public void What_only_looks_like_an_ending_stays(string word, string other)
    {
        Assert.NotEqual(other, Stemmer.Stem(word));
        Assert.NotEqual(Stemmer.Stem(other), Stemmer.Stem(word));
    }
}
