using HostTrainer.Cli;

return await HostCommandLine.RunAsync(args).ConfigureAwait(false);
