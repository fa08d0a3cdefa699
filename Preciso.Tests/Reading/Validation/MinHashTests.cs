using Preciso.Reading.Validation;

namespace Preciso.Tests.Reading.Validation;

public sealed class MinHashTests
{
    [Fact]
    public void The_same_text_spaced_otherwise_has_the_same_signature()
    {
        var (korean, spaced) = (MinHash.Signature("대한민국의 주권은 국민에게 있고"), MinHash.Signature("대한 민국의 주권은 국민에게있고!"));
        var (english, upper) = (MinHash.Signature("All power comes from the people."),
            MinHash.Signature("ALL POWER   COMES FROM THE PEOPLE"));

        Assert.Equal(korean, spaced);
        Assert.Equal(english, upper);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    public void Similarity_is_about_the_share_of_pieces_in_common(int percentChanged)
    {
        var random = new Random(7);
        var words = Enumerable.Range(0, 3000).Select(i => $"w{random.Next(100_000)}").ToArray();
        // A change at the end spoils no piece before it: so many pieces of both are the same.
        var changed = words.Select((word, i) => i >= words.Length * (100 - percentChanged) / 100 ? word + "x" : word);
        var (same, all) = ((100.0 - percentChanged) / 100, (100.0 + percentChanged) / 100);

        var similarity = MinHash.Similarity(MinHash.Signature(string.Join(' ', words)), MinHash.Signature(string.Join(' ', changed)));

        Assert.InRange(similarity, (same / all) - 0.12, (same / all) + 0.12);
    }

    [Fact]
    public void Nearly_the_same_texts_share_a_band_and_others_do_not()
    {
        var random = new Random(11);
        var words = Enumerable.Range(0, 500).Select(_ => $"w{random.Next(100_000)}").ToList();
        var near = MinHash.Bands(MinHash.Signature(string.Join(' ', words.Skip(20))));
        var other = MinHash.Bands(MinHash.Signature(string.Join(' ', words.AsEnumerable().Reverse())));
        var text = MinHash.Bands(MinHash.Signature(string.Join(' ', words)));

        Assert.Equal(text.Length, other.Length);
        Assert.NotEmpty(text.Intersect(near));
        Assert.Empty(text.Intersect(other));
    }

    [Fact]
    public void The_signature_is_the_same_for_ever() => Assert.Equal([1095164218], MinHash.Signature("영수증 no 1").Take(1));

    [Theory]
    [InlineData("")]
    [InlineData(" … !?")]
    public void A_text_without_words_is_like_nothing(string text)
    {
        var signature = MinHash.Signature(text);

        Assert.Empty(signature);
        Assert.Empty(MinHash.Bands(signature));
        Assert.Equal(0, MinHash.Similarity(signature, signature));
    }
}
