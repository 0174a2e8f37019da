using Agent.Boards;

using Edge.Runtime.Model;
using Edge.Runtime.Recognition;
using Edge.Telemetry.Mqtt;
using Edge.Tuner.Signing;
using Edge.Tuner.Thresholds;
using Edge.Tuner.Watching;

namespace Agent;

/// <summary>Everything an agent is started with.</summary>
/// <param name="Model">The model, already checked.</param>
/// <param name="FactoryPlan">The plan while none was committed.</param>
/// <param name="Board">The board.</param>
/// <param name="Identity">Site, device and class.</param>
/// <param name="DataDirectory">Plans and journal; made when missing.</param>
/// <param name="Broker">Where to connect, or null to recognise without a network.</param>
/// <param name="Trust">Keys whose plans are believed.</param>
/// <param name="Bounds">How a trial is judged.</param>
/// <param name="WindowSeconds">Audio per telemetry message.</param>
/// <param name="Shadow">When thresholds are compared with dense, for plans that let them be tuned.</param>
/// <param name="Walk">How thresholds are tuned.</param>
public sealed record AgentSettings(
    RecognizerModel Model,
    PrecisionPlan FactoryPlan,
    BoardProfile Board,
    DeviceIdentity Identity,
    string DataDirectory,
    MqttOptions? Broker,
    TrustStore Trust,
    TrialBounds Bounds,
    double WindowSeconds,
    ShadowSchedule Shadow,
    WalkRules Walk);
