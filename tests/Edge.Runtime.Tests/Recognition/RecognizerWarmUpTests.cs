using System.Runtime;

using Edge.Runtime.Decoding;
using Edge.Runtime.Errors;
using Edge.Runtime.Features;
using Edge.Runtime.Model;
using Edge.Runtime.Recognition;

using Xunit;

namespace Edge.Runtime.Tests.Recognition;

public class RecognizerWarmUpTests
{
    [Fact]
    public void The_first_frames_of_a_stream_compile_nothing_after_the_warm_up()
    {
        RecognizerModel model = TestModels.Random(41);
        QuantizedNetwork network = new(model, model.UniformPlan(4, 8));
        RecognizerWarmUp.Warm(network);
        using PhoneRecognizer recognizer = new(network);
        PhoneListSink sink = new();
        short[] sound = [.. Enumerable.Range(0, 5 * FeatureOptions.HopSamples).Select(i => (short)(i * 37 % 2000))];
        long before = JitInfo.GetCompiledMethodCount(currentThread: true);
        recognizer.Accept(sound, sink);
        Assert.Equal(before, JitInfo.GetCompiledMethodCount(currentThread: true));
        Assert.True(recognizer.Frames > 0);
    }

    [Fact]
    public void A_network_that_cannot_stream_is_refused()
    {
        RecognizerModel model = TestModels.Random(42, bidirectional: true);
        Assert.Throws<EdgeException>(() => RecognizerWarmUp.Warm(new QuantizedNetwork(model, model.MasterPlan())));
    }
}
