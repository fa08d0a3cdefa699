using Preciso.Documents;
using Preciso.Web.Documents;
using Preciso.Web.Documents.Library;

namespace Preciso.Tests.Web;

public sealed class FieldWordsTests
{
    [Theory]
    [InlineData("1,234.50", "1234.50", null)]
    [InlineData("02-345-6789", "023456789", null)]
    [InlineData("(1,200)", "-1200", "-1200")]
    [InlineData("-1,200", "-1200", null)]
    [InlineData("15 January 2026", "2026-01-15", "2026-01-15")]
    [InlineData("soon", null, null)]
    public void The_standard_form_is_shown_where_it_says_more_than_the_print(string printed, string? value, string? shown)
    {
        var field = new DocumentField("total", FieldType.Amount, printed, value, 1, default, printed, ReadingMethod.TextLayer, 1);

        Assert.Equal(shown, field.StandardForm());
    }

    [Fact]
    public void Expected_fields_go_up_once_each_and_only_when_they_are_said()
    {
        ExpectedField[] fields = [Field(" total ", "64.15 "), Field("total", "1"), Field("", "2"), Field("date", " ")];

        Assert.Equal("""{"total":"64.15"}""", ExpectedField.Json(fields));
        Assert.Null(ExpectedField.Json([Field("total", "")]));
    }

    private static ExpectedField Field(string name, string value) => new() { Name = name, Value = value };
}
