using System.CommandLine;

using Agent.Boards;

using Edge.Runtime.Errors;
using Edge.Runtime.Model;
using Edge.Runtime.Recognition;
using Edge.Tuner.Signing;
using Edge.Tuner.Thresholds;
using Edge.Tuner.Watching;

namespace Agent.Cli;

/// <summary>The options that every verb which recognises has, and the settings they make.</summary>
internal sealed class AgentOptions
{
    private static readonly TrialBounds Standard = new();

    private readonly Option<string> _model = new("--model") { Description = "Model file.", Required = true };
    private readonly Option<string?> _plan = new("--plan") { Description = "Plan while none was committed; without it the 16-bit master." };
    private readonly Option<string> _board = new("--board") { Description = "Board name or file.", DefaultValueFactory = _ => "linux-x64" };
    private readonly Option<string> _site = new("--site") { Description = "Site name.", DefaultValueFactory = _ => "local" };
    private readonly Option<string> _device = new("--device") { Description = "Device name.", DefaultValueFactory = _ => "device" };
    private readonly Option<string?> _class = new("--class") { Description = "Device class of plan scopes; without it the board's name." };
    private readonly Option<string> _data = new("--data") { Description = "Directory of plans and journal.", DefaultValueFactory = _ => "mohaq-data" };
    private readonly BrokerOptions _broker = new();
    private readonly Option<string?> _trust = new("--trust") { Description = "Directory of public keys whose plans are believed; without it none are." };
    private readonly Option<double?> _window = new("--window") { Description = "Seconds of audio per telemetry message; without it the board's." };
    private readonly Option<int> _minWindows = new("--min-windows")
    {
        Description = "Windows a plan is watched, and its predecessor before it.",
        DefaultValueFactory = _ => Standard.MinimumWindows,
    };

    private readonly Option<double> _minAudio = new("--min-audio")
    {
        Description = "Seconds of audio a plan is watched, and its predecessor before it.",
        DefaultValueFactory = _ => Standard.MinimumAudioSeconds,
    };

    private readonly Option<double> _shadowShare = new("--shadow-share")
    {
        Description = "Share of frames, above 0 to 1, that are computed a second time without thresholds, for plans whose thresholds are tuned.",
        DefaultValueFactory = _ => 0.05,
    };

    private readonly Option<int> _shadowFrames = new("--shadow-frames")
    {
        Description = "Frames of speech that must be compared before a threshold moves.",
        DefaultValueFactory = _ => new WalkRules().FramesToJudge,
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        _broker.AddTo(command);
        foreach (Option option in (Option[])
            [_model, _plan, _board, _site, _device, _class, _data, _trust, _window, _minWindows, _minAudio, _shadowShare, _shadowFrames])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads every file the options name and checks every value.</summary>
    /// <exception cref="EdgeException">A file or value is not acceptable.</exception>
    public AgentSettings Read(ParseResult parsed)
    {
        RecognizerModel model = ModelFile.Load(parsed.GetRequiredValue(_model));
        PrecisionPlan plan = model.MasterPlan();
        if (parsed.GetValue(_plan) is { } path)
        {
            plan = PrecisionPlan.Load(path);
            model.CheckPlan(plan, path);
        }

        BoardProfile board = BoardProfile.Open(parsed.GetRequiredValue(_board));
        DeviceIdentity identity = new DeviceIdentity(
            parsed.GetRequiredValue(_site), parsed.GetRequiredValue(_device), parsed.GetValue(_class) ?? board.Name).Validated("command line");
        TrialBounds bounds = Standard with
        {
            MinimumWindows = parsed.GetValue(_minWindows),
            MinimumAudioSeconds = parsed.GetValue(_minAudio),
            LatencySlackMicroseconds = board.LatencySlackMicroseconds,
        };
        double window = parsed.GetValue(_window) ?? board.WindowSeconds;
        if (bounds.MinimumWindows < TrialBounds.LeastWindows || !(bounds.MinimumAudioSeconds >= 0) || !(window is >= 0.1 and <= 3600))
        {
            throw new EdgeException(ExitCode.Usage, "a window or trial length is out of range", "command line", "see 'mohaq-edge --help'");
        }

        (double share, int frames) = (parsed.GetValue(_shadowShare), parsed.GetValue(_shadowFrames));
        if (!(share is > 0 and <= 1) || frames < 1)
        {
            throw new EdgeException(ExitCode.Usage, "a share of frames or a number of frames is out of range", _shadowShare.Name, "see 'mohaq-edge --help'");
        }

        string data = parsed.GetRequiredValue(_data);
        MakeDirectory(data);
        return new AgentSettings(
            model, plan, board, identity, data, _broker.Read(parsed, $"mohaq-{identity.Site}-{identity.Device}"), parsed.GetValue(_trust) is { } trust ? TrustStore.Load(trust) : TrustStore.Empty, bounds, window,
            ShadowSchedule.OfShare(share), new WalkRules(FramesToJudge: frames));
    }

    private static void MakeDirectory(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeException.BadInput("the data directory cannot be made", path, "check the path and its permissions", e);
        }
    }
}
