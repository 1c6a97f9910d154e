using Takedown.Benchmarks;
using Takedown.Benchmarks.Figures;

// Measures and prints. A missed target does not fail the run, because a busy machine may be the cause.
if (args is ["compare", var old, var now]) return CompareCommand.Run(old, now, Console.Out, Console.Error);
var arguments = Arguments.Parse(args);
if (arguments.Fault is { } fault)
{
    await Console.Error.WriteLineAsync($"{fault}\n{Arguments.Usage}");
    return 2;
}
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    // The process exits normally, so that servers are stopped and their directories removed.
    press.Cancel = true;
    stop.Cancel();
};
return await Run.AllAsync(arguments, stop.Token) ? 0 : 1;
