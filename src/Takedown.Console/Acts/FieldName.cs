namespace Takedown.Screens.Acts;

/// <summary>
/// The name of a field of a form: the path of a property and, after a colon, how its text is read: <c>due</c>,
/// <c>parties.0.name</c>, <c>amount:number</c>, <c>partial:flag</c>, <c>hosts:list</c> (one a line or after a comma),
/// <c>fields:json</c>, <c>due:instant</c> (local minute of the reader's offset),
/// <c>email:cleared</c> and <c>covers:cleared-list</c> (null where it is empty).
/// </summary>
public static class FieldName
{
    public const string Cleared = "cleared", ClearedList = "cleared-list";

    public static string PathOf(string name) => name.Split(':')[0];

    public static string FormOf(string name) => name.Split(':') is [_, var form] ? form : "text";

    /// <summary>Fields of the form itself begin so.</summary>
    public static bool IsOwn(string name) => name.StartsWith('_');
}
