using System.Diagnostics;
using VramBot.Commands.Tests.Grammar;
namespace VramBot.Commands.Tests.Guide;
public sealed class ZTimes
{
    [Fact]
    public void Times()
    {
        using var file = new StreamWriter("/tmp/n/guide/times.txt");
        foreach (var line in Guides.Topics)
        {
            var first = Stopwatch.StartNew(); Lines.Desk.Ask(line); first.Stop();
            var best = double.MaxValue;
            for (var i = 0; i < 30; i++) { var watch = Stopwatch.StartNew(); Lines.Desk.Ask(line); best = Math.Min(best, watch.Elapsed.TotalMilliseconds); }
            file.WriteLine($"{line} first {first.Elapsed.TotalMilliseconds:0.0} best {best:0.00}");
        }
    }
}
