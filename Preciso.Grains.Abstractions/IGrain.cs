namespace Preciso;

/// <summary>
/// One thing with an identity and a life, addressed by a string key. Every method of a grain interface is asynchronous,
/// takes one command record and returns one view record; both survive a round trip through JSON.
/// </summary>
#if ORLEANS
public interface IGrain : Orleans.IGrainWithStringKey;
#else
public interface IGrain;
#endif
