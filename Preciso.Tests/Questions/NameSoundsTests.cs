using Preciso.Grains.Questions.Planning;

namespace Preciso.Tests.Questions;

public sealed class NameSoundsTests
{
    [Theory]
    [InlineData("아마존", "Amazon")]
    [InlineData("버라이즌", "Verizon")]
    [InlineData("마이크로소프트", "Microsoft")]
    [InlineData("스타벅스", "Starbucks")]
    [InlineData("넷플릭스", "Netflix")]
    [InlineData("구글", "Google")]
    [InlineData("현대", "Hyundai")]
    [InlineData("삼성", "Samsung")]
    [InlineData("한빛", "Hanbit")]
    public void A_name_is_found_in_the_other_script(string korean, string latin)
    {
        Assert.NotNull(NameSounds.Asked(korean));
        Assert.Equal(NameSounds.Borne(latin), NameSounds.Asked(korean));
        Assert.Equal(NameSounds.Borne(korean), NameSounds.Asked(latin));
    }

    [Theory]
    [InlineData("아마존", "Amcor")]
    [InlineData("버라이즌", "Horizon")]
    [InlineData("한빛", "Hamburg")]
    [InlineData("대한", "Cohen")]
    public void Another_name_is_not(string korean, string latin) => Assert.NotEqual(NameSounds.Borne(latin), NameSounds.Asked(korean));

    [Theory]
    [InlineData("우유")]
    [InlineData("Visa")]
    [InlineData("")]
    public void Too_few_consonants_tell_nothing(string name) => Assert.Null(NameSounds.Asked(name));
}
