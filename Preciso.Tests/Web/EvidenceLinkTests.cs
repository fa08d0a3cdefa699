using System.Globalization;
using Preciso.Documents;
using Preciso.Web.Documents;

namespace Preciso.Tests.Web;

public sealed class EvidenceLinkTests
{
    [Fact]
    public void A_link_gives_back_the_boxes_that_it_was_made_of()
    {
        Box[] boxes = [new(10, 20.5, 110.25, 32), new(10, 34, 90, 46)];

        var link = EvidenceLink.To(Guid.Empty, 3, boxes);

        Assert.StartsWith("/documents/00000000-0000-0000-0000-000000000000?page=3&box=", link, StringComparison.Ordinal);
        Assert.Equal(boxes, EvidenceLink.Boxes(link[(link.IndexOf("box=", StringComparison.Ordinal) + 4)..]));
    }

    [Fact]
    public void A_link_is_the_same_where_the_decimal_point_is_a_comma()
    {
        var here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");

            Assert.EndsWith("box=1.5,2.5,3.5,4.5", EvidenceLink.To(Guid.Empty, 1, [new Box(1.5, 2.5, 3.5, 4.5)]), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1,2,3")]
    [InlineData("a,b,c,d")]
    [InlineData("NaN,0,1,1;0,0,Infinity,1")]
    [InlineData("10,10,5,20")]
    public void What_is_no_box_is_left_out(string? text)
    {
        Assert.Empty(EvidenceLink.Boxes(text));
    }
}
