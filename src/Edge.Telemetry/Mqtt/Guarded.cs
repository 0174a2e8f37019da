namespace Edge.Telemetry.Mqtt;

/// <summary>Calls code of others so that its exceptions end nothing here.</summary>
internal static class Guarded
{
    internal static void Call(Action call, Action<Exception> failed)
    {
        try
        {
            call();
        }
        catch (Exception e)
        {
            failed(e);
        }
    }
}
