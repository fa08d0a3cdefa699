using System.Resources;

[assembly: NeutralResourcesLanguage("ko")]

namespace Preciso.Web.Resources;

/// <summary>Names the console's texts: ConsoleTexts.resx is Korean, ConsoleTexts.en.resx English.</summary>
public sealed class ConsoleTexts;
