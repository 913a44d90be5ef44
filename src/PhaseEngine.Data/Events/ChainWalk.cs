using System.Text.Json;

namespace PhaseEngine.Data.Events;

/// <summary>Goes along one chain, from its first event to the head that its row names.</summary>
/// <param name="stream">The stream.</param>
/// <param name="headSeq">The number of its last event, as its row has it.</param>
/// <param name="head">The hash of that event.</param>
/// <param name="launchedAs">What the row says the run is of; null for streams of other kinds.</param>
internal sealed class ChainWalk(Guid stream, int headSeq, byte[] head, LaunchedAs? launchedAs)
{
    private int seq;
    private byte[] hash = Chain.Empty;
    private ChainFinding? broken;

    public Guid Stream => stream;

    /// <summary>The number of the last event behind the head; nought when there is none.</summary>
    public int Behind { get; private set; }

    /// <summary>The next event, in the order of numbers.</summary>
    public void Take(Event e)
    {
        if (e.Seq > headSeq) Behind = e.Seq;
        if (broken is not null || e.Seq > headSeq) return;

        if (e.Seq != seq + 1) broken = new ChainFinding("event-missing", stream, seq + 1);
        else if (!e.Hash.AsSpan().SequenceEqual(Chain.Hash(hash, e.Stream, e.Seq, e.At, e.Actor, e.Act, e.Payload))) broken = new ChainFinding("event-changed", stream, e.Seq);
        else if (e.Seq == 1 && launchedAs is not null && launchedAs != SaidBy(e)) broken = new ChainFinding("run-differs", stream, null);
        (seq, hash) = (e.Seq, e.Hash);
    }

    /// <summary>What is wrong with the chain; null when it leads to the head.</summary>
    public ChainFinding? End() =>
        broken is not null ? broken
        : seq < headSeq ? new ChainFinding("tail-missing", stream, seq + 1)
        : hash.AsSpan().SequenceEqual(head) ? null
        : new ChainFinding("event-changed", stream, headSeq);

    private static LaunchedAs? SaidBy(Event first)
    {
        try
        {
            return EventPayload.LaunchedAs(first.Payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
