using FsCheck;
using FsCheck.Fluent;
using VramBot.Chat;

namespace VramBot.Chat.Tests;

/// <summary>How many answers are worked out at once, and whose.</summary>
public sealed class WorkGateTests
{
    [Fact]
    public void One_person_cannot_take_all_of_it()
    {
        var gate = new WorkGate(most: 10, mostOfPerson: 2, mostOfServer: 5);
        Assert.NotNull(gate.Enter(Person("a", "s")));
        Assert.NotNull(gate.Enter(Person("a", "s")));
        Assert.Null(gate.Enter(Person("a", "s")));
        Assert.Null(gate.Enter(Person("a", "t")));
        Assert.NotNull(gate.Enter(Person("b", "s")));
    }

    [Fact]
    public void One_server_cannot_take_all_of_it()
    {
        var gate = new WorkGate(most: 10, mostOfPerson: 2, mostOfServer: 3);
        Assert.All(["a", "b", "c"], person => Assert.NotNull(gate.Enter(Person(person, "s"))));
        Assert.Null(gate.Enter(Person("d", "s")));
        Assert.NotNull(gate.Enter(Person("d", "t")));
        Assert.NotNull(gate.Enter(Person("e", null)));
    }

    [Fact]
    public void Platforms_do_not_share_ids()
    {
        var gate = new WorkGate(most: 10, mostOfPerson: 1, mostOfServer: 10);
        Assert.NotNull(gate.Enter(new("discord", "1", "1")));
        Assert.NotNull(gate.Enter(new("slack", "1", "1")));
    }

    [Fact]
    public void Who_says_not_who_it_is_is_held_by_the_whole_alone()
    {
        var gate = new WorkGate(most: 3, mostOfPerson: 1, mostOfServer: 1);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.NotNull(gate.Enter(null)));
        Assert.Null(gate.Enter(null));
    }

    [Fact]
    public void A_pass_counts_once_however_often_it_is_given_back()
    {
        var gate = new WorkGate(most: 2, mostOfPerson: 2, mostOfServer: 2);
        var pass = gate.Enter(Person("a", "s"))!;
        _ = gate.Enter(Person("a", "s"));
        pass.Dispose();
        pass.Dispose();
        Assert.Equal(1, gate.Count);
        Assert.NotNull(gate.Enter(Person("a", "s")));
        Assert.Null(gate.Enter(Person("a", "s")));
    }

    // Whatever is entered and left in whatever order, no bound is ever passed, and at the end nothing is held.
    [Fact]
    public void Its_bounds_hold() => Prop.ForAll(Gen.Choose(0, 8).ArrayOf().ToArbitrary(), steps =>
    {
        var gate = new WorkGate(most: 6, mostOfPerson: 2, mostOfServer: 4);
        var inside = new List<(Asker Asker, IDisposable Pass)>();
        foreach (var step in steps)
        {
            if (step == 8 && inside.Count > 0)
            {
                inside[0].Pass.Dispose();
                inside.RemoveAt(0);
            }
            else if (Person($"p{step % 4}", $"s{step % 2}") is var asker && gate.Enter(asker) is { } pass)
            {
                inside.Add((asker, pass));
            }

            if (inside.Count > 6 || inside.GroupBy(one => one.Asker.Person).Any(same => same.Count() > 2) || inside.GroupBy(one => one.Asker.Server).Any(same => same.Count() > 4) || gate.Count != inside.Count)
                return false;
        }

        inside.ForEach(one => one.Pass.Dispose());
        return gate.Count == 0 && gate.Enter(Person("p0", "s0")) is not null;
    }).QuickCheckThrowOnFailure();

    private static Asker Person(string person, string? server) => new("discord", person, server);
}
