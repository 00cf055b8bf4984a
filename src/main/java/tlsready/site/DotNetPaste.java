package tlsready.site;

import java.util.ArrayList;
import java.util.List;

import tlsready.evidence.InstalledDotNet;
import tlsready.evidence.RegQuery;
import tlsready.guide.PasteReader;

/** Reads the .NET Framework 4 of a machine out of what {@code reg query} printed. */
final class DotNetPaste implements PasteReader {
    @Override
    public String id() {
        return "dotnet";
    }

    @Override
    public Reading read(String pasted) {
        RegQuery.Reading reading = RegQuery.read(pasted);
        InstalledDotNet installed = InstalledDotNet.in(reading.snapshot());
        List<String> found = found(reading, installed);
        if (installed.release().isPresent()) {
            return new Understood(
                    "release-" + Integer.toUnsignedString(installed.release().getAsInt()), found);
        }
        if (installed.dotnet4().isPresent()) {
            return new Understood(installed.dotnet4().get() ? "4-0" : "none", found);
        }
        return new Unclear(why(reading), found);
    }

    private static List<String> found(RegQuery.Reading reading, InstalledDotNet installed) {
        var found = new ArrayList<String>();
        int values = reading.snapshot().values().size();
        if (values > 0) {
            found.add(values == 1 ? "one value of the registry" : values + " values of the registry");
        }
        installed
                .dotnet35()
                .ifPresent(there -> found.add(".NET Framework 3.5 is " + (there ? "installed" : "not installed")));
        return found;
    }

    private static String why(RegQuery.Reading reading) {
        return reading.snapshot().keys().isEmpty()
                ? "We see no registry key in what you pasted. It should have lines that begin with HKEY_LOCAL_MACHINE. "
                        + "Mark everything in the window, copy it and paste it again."
                : "We see registry keys, but nothing that tells about .NET Framework 4. Run one of the lines above as "
                        + "it stands, and paste all of what it prints.";
    }
}
