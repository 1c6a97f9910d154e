using Takedown.Benchmarks;
using Takedown.Benchmarks.Figures;

// Measures and prints. That a target was missed is no failure of the run: a busy machine is no fault of the code.
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
    // Servers are ended and their directories removed on the way out.
    press.Cancel = true;
    stop.Cancel();
};
return await Run.AllAsync(arguments, stop.Token) ? 0 : 1;
