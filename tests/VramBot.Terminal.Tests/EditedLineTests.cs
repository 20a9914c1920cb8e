namespace VramBot.Terminal.Tests;

public sealed class EditedLineTests
{
    private readonly EditedLine line = new();

    [Fact]
    public void Letters_go_where_the_cursor_is()
    {
        Type("vrm");
        Press(ConsoleKey.LeftArrow);
        Type("a");
        Assert.Equal(("vram", 3), (line.Text, line.Cursor));
    }

    [Fact]
    public void Backspace_and_delete_take_the_letters_beside_the_cursor()
    {
        Type("abcd");
        Press(ConsoleKey.LeftArrow, ConsoleKey.LeftArrow, ConsoleKey.Backspace, ConsoleKey.Delete);
        Assert.Equal(("ad", 1), (line.Text, line.Cursor));
    }

    [Fact]
    public void Keys_at_either_end_change_nothing()
    {
        Press(ConsoleKey.Backspace, ConsoleKey.Delete, ConsoleKey.LeftArrow, ConsoleKey.RightArrow, ConsoleKey.UpArrow, ConsoleKey.DownArrow);
        Assert.Equal((string.Empty, 0), (line.Text, line.Cursor));
    }

    [Fact]
    public void Up_and_down_walk_through_what_was_typed()
    {
        foreach (var typed in new[] { "first", "second", "second" })
        {
            Type(typed);
            line.Finish();
        }

        Press(ConsoleKey.UpArrow, ConsoleKey.UpArrow);
        Assert.Equal("first", line.Text);
        Press(ConsoleKey.DownArrow);
        Assert.Equal("second", line.Text);
        Press(ConsoleKey.DownArrow);
        Assert.Equal(string.Empty, line.Text);
    }

    [Fact]
    public void The_only_choice_is_taken_with_a_space_behind_it()
    {
        Type("/vram gpu:409");
        Assert.True(line.Complete(["gpu:rtx-4090"]));
        Assert.Equal("/vram gpu:rtx-4090 ", line.Text);
    }

    [Fact]
    public void An_option_waits_for_its_value()
    {
        Type("/vram mod");
        Assert.True(line.Complete(["model:"]));
        Assert.Equal("/vram model:", line.Text);
    }

    [Fact]
    public void Of_several_choices_the_shared_beginning_is_taken_once()
    {
        Type("gpu:r");
        Assert.True(line.Complete(["gpu:rtx-4090", "gpu:rtx-4080"]));
        Assert.Equal("gpu:rtx-40", line.Text);
        Assert.False(line.Complete(["gpu:rtx-4090", "gpu:rtx-4080"]));
    }

    [Fact]
    public void The_word_before_the_cursor_is_completed_and_the_rest_stays()
    {
        Type("/vram mod ctx:4k");
        Press([.. Enumerable.Repeat(ConsoleKey.LeftArrow, " ctx:4k".Length)]);
        Assert.Equal("/vram mod", line.BeforeCursor);
        Assert.True(line.Complete(["model:"]));
        Assert.Equal("/vram model: ctx:4k", line.Text);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(1)]
    public void A_long_line_scrolls_within_one_row(int width)
    {
        Type(new string('x', 200));
        foreach (var key in Enumerable.Repeat(ConsoleKey.LeftArrow, 201))
        {
            var (text, column) = line.Window(width);
            Assert.InRange(text.Length, 0, Math.Max(1, width - 1));
            Assert.InRange(column, 0, text.Length);
            Press(key);
        }
    }

    private void Type(string letters)
    {
        foreach (var letter in letters)
            line.Apply(new(letter, ConsoleKey.None, shift: false, alt: false, control: false));
    }

    private void Press(params ConsoleKey[] keys)
    {
        foreach (var key in keys)
            line.Apply(new('\0', key, shift: false, alt: false, control: false));
    }
}
