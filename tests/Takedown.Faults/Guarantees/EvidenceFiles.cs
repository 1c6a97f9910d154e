using Takedown.Faults.Journals;

namespace Takedown.Faults.Guarantees;

/// <summary>A file that was answered as stored is there, whole, and was stored once.</summary>
internal static class EvidenceFiles
{
    public static IEnumerable<string> AreWhole(Observations t)
    {
        foreach (var file in t.Files)
        {
            foreach (var given in file.Given.Where(g => g != file.Hash))
                yield return $"{file.Hash} was stored, and what is given is {given ?? "nothing"}";
            if (file.TimesStored != 1) yield return $"{file.Hash} was stored {file.TimesStored} times by its log";
        }
    }
}
