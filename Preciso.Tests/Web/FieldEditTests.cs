using Preciso.Documents;
using Preciso.Web.Approvals;

namespace Preciso.Tests.Web;

public sealed class FieldEditTests
{
    private static readonly Box Here = new(100, 200, 150, 212);

    [Fact]
    public void What_nobody_is_editing_follows_the_server()
    {
        var edit = Seeing(Field("64.15", 1));

        edit.Refresh(Field("64.51", 2));

        Assert.Equal(("64.51", false), (edit.Text, edit.IsDirty));
        Assert.Null(edit.Theirs);
    }

    [Fact]
    public void What_a_person_types_is_kept_and_the_other_value_stands_beside_it()
    {
        var edit = Seeing(Field("64.15", 1));
        edit.Text = "65.00";

        edit.Refresh(Field("64.51", 2));

        Assert.Equal(("65.00", "64.51"), (edit.Text, edit.Theirs!.Printed));
        Assert.Equal(1, edit.Command().Version); // refused by the server until the person has chosen
    }

    [Fact]
    public void Put_on_top_corrects_the_other_persons_version()
    {
        var edit = Seeing(Field("64.15", 1));
        edit.Text = "65.00";
        edit.Refresh(Field("64.51", 2));

        edit.PutOnTop();

        Assert.Equal(new CorrectField("total", "65.00", 2), edit.Command());
        Assert.Null(edit.Theirs);
    }

    [Fact]
    public void Undo_takes_the_other_persons_value()
    {
        var edit = Seeing(Field("64.15", 1));
        edit.Text = "65.00";
        edit.Refresh(Field("64.51", 2));

        edit.Undo();

        Assert.Equal(("64.51", false), (edit.Text, edit.IsDirty));
    }

    [Fact]
    public void The_same_value_from_somebody_else_is_no_conflict()
    {
        var edit = Seeing(Field("64.15", 1));
        edit.Text = "64.51";

        edit.Refresh(Field("64.51", 2));

        Assert.Null(edit.Theirs);
        Assert.Equal((2, false), (edit.Seen!.Version, edit.IsDirty));
    }

    [Fact]
    public void A_field_that_another_reading_found_replaces_one_that_nobody_touched()
    {
        var edit = Seeing(Field("64.15", 1));

        edit.Refresh(Field("64.75", 1));

        Assert.Equal("64.75", edit.Text);
    }

    [Fact]
    public void A_missing_field_is_added_at_the_place_that_was_said()
    {
        var edit = Seeing(null);
        edit.Text = " A-0048 ";

        edit.Move(new Place(2, Here));

        Assert.Equal(new CorrectField("total", "A-0048", 0, 2, Here), edit.Command());
    }

    [Theory]
    [InlineData("ArrowRight", false, 102, 200, 152, 212)]
    [InlineData("ArrowUp", false, 100, 198, 150, 210)]
    [InlineData("ArrowRight", true, 100, 200, 152, 212)]
    [InlineData("ArrowUp", true, 100, 200, 150, 210)]
    public void Arrow_keys_move_a_box_and_with_shift_resize_it(string key, bool resize, double x0, double y0, double x1, double y1)
    {
        Assert.Equal(new Box(x0, y0, x1, y1), new Place(1, Here).ByKey(key, resize, 595, 842).Box);
    }

    [Fact]
    public void A_box_stays_on_its_page_and_never_vanishes()
    {
        var corner = new Place(1, new Box(0, 0, 595, 5));

        Assert.Equal(corner.Box, corner.ByKey("ArrowLeft", false, 595, 842).Box);
        Assert.Equal(corner.Box, corner.ByKey("ArrowRight", true, 595, 842).Box);
        Assert.Equal(4, corner.ByKey("ArrowUp", true, 595, 842).Box.Height);
    }

    private static FieldEdit Seeing(DocumentField? field)
    {
        var edit = new FieldEdit("total");
        edit.Refresh(field);
        return edit;
    }

    private static DocumentField Field(string printed, int version) =>
        new("total", FieldType.Amount, printed, printed, 1, Here, printed, ReadingMethod.TextLayer, 1, Version: version);
}
