using Takedown.Core.Unicode;

namespace Takedown.Core.Accounts;

/// <summary>What identifies the operator of an account, as it is compared.</summary>
public static class OperatorIdentity
{
    /// <summary>Without spaces; width and case do not matter.</summary>
    public static string Compared(string identity) =>
        Normal.FoldCase(string.Concat(identity.Where(c => !char.IsWhiteSpace(c))));
}
