using System.Diagnostics;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Faults;

/// <summary>A disk of a few megabytes that can be full, and can be made larger while it is in use.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(int megabytes)
    {
        Path = Directory.CreateTempSubdirectory("takedown-disk-").FullName;
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=777", "takedown-test", Path);
    }

    public string Path { get; }

    public static bool CanBe => Environment.UserName == "root" && OperatingSystem.IsLinux();

    public void Grow(int megabytes) => Run("mount", "-o", $"remount,size={megabytes}m", Path);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {said}");
    }
}

/// <summary>A test that fills a disk, which takes the right to mount one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DiskFactAttribute : FactAttribute
{
    public DiskFactAttribute(bool postgres) =>
        Skip = TestStore.IsPostgres != postgres ? $"This is about {(postgres ? "PostgreSQL" : "SQLite")}."
            : SmallDisk.CanBe ? null : "This mounts a small disk, which takes root.";
}
