namespace HostTrainer.Demo;

/// <summary>A phone the device reported.</summary>
/// <param name="Recording">Name of the recording, <c>speaker/utterance</c>.</param>
/// <param name="Phone">The phone.</param>
/// <param name="StartSeconds">Start, from the start of the recording.</param>
/// <param name="EndSeconds">End.</param>
/// <param name="Score">Mean log2 posterior per frame, at most 0.</param>
/// <param name="LatencySeconds">From the moment its end was heard to its report: the network's and the decoder's look ahead included.</param>
/// <param name="PlanVersion">Plan of the window it was reported in.</param>
public sealed record DemoPhone(
    string Recording, string Phone, double StartSeconds, double EndSeconds, double Score, double LatencySeconds, long PlanVersion);
