using Edge.Telemetry.Contracts;
using Edge.Tuner.Apply;

namespace Edge.Tuner.Tests.Apply;

public sealed class PlanStateMachineTests
{
    // Rows: states in order; columns: Accept Refuse Store Begin Pass Fail Restart; "." is impossible.
    private static readonly string[] Expected =
    [
        "Verified Refused . . . . Received",
        ". . Staged . . Reverted Received",
        ". . . Trial . Reverted Received",
        ". . . . Committed Reverted Received",
        ". . . . . . Committed",
        ". . . . . . Reverted",
        ". . . . . . Refused",
    ];

    [Fact]
    public void Every_state_answers_every_event_as_designed()
    {
        PlanState[] states = Enum.GetValues<PlanState>();
        PlanEvent[] events = Enum.GetValues<PlanEvent>();
        Assert.Equal(Expected.Length, states.Length);
        foreach ((PlanState state, string row) in states.Zip(Expected))
        {
            string[] cells = row.Split(' ');
            Assert.Equal(events.Length, cells.Length);
            foreach ((PlanEvent on, string cell) in events.Zip(cells))
            {
                PlanStateMachine machine = new(state);
                if (cell == ".")
                {
                    Assert.Throws<InvalidOperationException>(() => machine.Fire(on));
                    Assert.Equal(state, machine.State);
                }
                else
                {
                    machine.Fire(on);
                    Assert.Equal(cell, machine.State.ToString());
                }
            }
        }
    }

    [Fact]
    public void No_pair_is_in_the_table_twice() =>
        Assert.Equal(PlanStateMachine.Table.Count, PlanStateMachine.Table.Select(t => (t.From, t.On)).Distinct().Count());

    [Fact]
    public void Whatever_uses_up_a_version_or_changes_the_running_network_is_durable_first()
    {
        PlanState[] mustLast = [PlanState.Verified, PlanState.Staged, PlanState.Trial, PlanState.Committed, PlanState.Reverted];
        Assert.All(
            PlanStateMachine.Table.Where(t => t.On != PlanEvent.Restart), t => Assert.Equal(mustLast.Contains(t.To), t.Durable));
    }

    [Fact]
    public void Every_state_can_be_reached_and_every_open_state_can_end()
    {
        HashSet<PlanState> reached = [PlanState.Received];
        while (PlanStateMachine.Table.Any(t => reached.Contains(t.From) && reached.Add(t.To)))
        {
        }

        Assert.Equal(Enum.GetValues<PlanState>().Order(), reached.Order());
        PlanState[] open = [PlanState.Verified, PlanState.Staged, PlanState.Trial];
        Assert.All(open, p => Assert.Contains(PlanStateMachine.Table, t => t.From == p && t.On == PlanEvent.Fail));
    }
}
