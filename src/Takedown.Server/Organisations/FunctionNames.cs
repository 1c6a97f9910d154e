namespace Takedown.Server.Organisations;

/// <summary>Functions by their former names, which registrations may still give.</summary>
internal static class FunctionNames
{
    public static string Current(string function) => function == "culture" ? "culture-enforcement" : function;
}
