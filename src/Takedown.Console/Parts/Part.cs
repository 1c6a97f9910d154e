using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Takedown.Screens.Access;

namespace Takedown.Screens.Parts;

/// <summary>
/// Base of all components: the request and its texts. It renders once, after it has loaded its data; the framework's
/// own base would render while the data are still missing.
/// </summary>
public abstract class Part : IComponent
{
    private RenderHandle handle;
    private bool hasLoaded;

    [Inject] public Screen Screen { get; set; } = null!;

    public void Attach(RenderHandle renderHandle) => handle = renderHandle;

    public async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!hasLoaded)
        {
            hasLoaded = true;
            OnInitialized();
            await OnInitializedAsync();
        }
        OnParametersSet();
        handle.Render(BuildRenderTree);
    }

    protected string T(string english, string chinese) => Screen.T(english, chinese);

    protected string Word(string? word) => Screen.Word(word);

    protected virtual void OnInitialized()
    {
    }

    protected virtual Task OnInitializedAsync() => Task.CompletedTask;

    protected virtual void OnParametersSet()
    {
    }

    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }
}
