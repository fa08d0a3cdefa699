using Orleans;

namespace Preciso;

/// <summary>
/// One thing with an identity and a life, addressed by a string key. Every method of a grain interface is asynchronous,
/// takes one command record and returns one view record; both survive a round trip through JSON. Its alias and those of its
/// methods are what is stored and sent: the audit trail and two versions side by side know a method by them.
/// </summary>
public interface IGrain : IGrainWithStringKey;
