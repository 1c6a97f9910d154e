using Takedown.Contracts;
using Takedown.Core.Keys;

namespace Takedown.Core.Tests.Keys;

/// <summary>D25: a court reads only, and an association is no authority.</summary>
[Trait("Id", "D25")]
public sealed class BodyScopeTests
{
    [Theory]
    [InlineData("", "Send Read Respond Decide Register Operate", "no functions: no body")]
    [InlineData("court", "Read Register", "a court reads only")]
    [InlineData("association", "Send Read Register", "an association hands in leads and decides nothing")]
    [InlineData("court association", "Send Read Register", "both are no authority; the wider of the two")]
    [InlineData("court copyright", "Send Read Respond Decide Register Operate", "an authority that has it besides")]
    [InlineData("procuratorate", "Send Read Respond Decide Register Operate", "it answers to transfers")]
    public void What_a_body_may_do_follows_its_functions(string functions, string scopes, string reason) =>
        Assert.True(
            ScopeSet.Of(scopes.Split(' ').Select(Enum.Parse<KeyScope>)).Bits
                == ScopeRules.OfFunctions(functions.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Bits, reason);
}
