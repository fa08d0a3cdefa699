using Preciso.Silo;

return await Verbs.Run(args);
