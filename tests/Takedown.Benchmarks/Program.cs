using Takedown.Benchmarks;

// Measures and prints; it asserts nothing, because a busy machine is no fault of the code.
Scenario[] smoke =
[
    new("intake", Intake.RunAsync),
    new("whole-road", WholeRoad.RunAsync),
    new("one-notice", OneNotice.RunAsync),
];

var chosen = args switch
{
    ["smoke"] => smoke,
    ["only", var name] => smoke.Where(s => s.Name == name).ToArray(),
    _ => [],
};
if (chosen.Length == 0)
{
    await Console.Error.WriteLineAsync(
        $"usage: dotnet run -c Release --project tests/Takedown.Benchmarks -- smoke | only <{string.Join('|', smoke.Select(s => s.Name))}>");
    return 2;
}
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    // Servers are ended and their directories removed on the way out.
    press.Cancel = true;
    stop.Cancel();
};
Report.WriteMachine(Console.Out);
foreach (var scenario in chosen)
{
    Console.Out.WriteLine();
    Console.Out.WriteLine(scenario.Name);
    Report.Write(Console.Out, await scenario.Run(stop.Token));
}
return 0;
