namespace Edge.Runtime.Recognition;

/// <summary>Is told how long each stage of an output frame took. Called on the audio thread; must not block or allocate.</summary>
public interface IStageObserver
{
    /// <summary>One output frame was recognised.</summary>
    /// <param name="frontEnd">Ticks of the time provider spent on features.</param>
    /// <param name="network">Ticks spent in the network.</param>
    /// <param name="decoder">Ticks spent in the decoder.</param>
    void OnFrame(long frontEnd, long network, long decoder);
}
