package tlsready.evidence;

import java.util.HashSet;
import java.util.Set;

import tlsready.registry.RegistryKey;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;

/** Output of {@code reg query}, also in our own report. */
final class RegQueryPiece implements PieceReader {
    private final Places places;

    RegQueryPiece(Places places) {
        this.places = places;
    }

    @Override
    public String name() {
        return "reg query";
    }

    @Override
    public boolean recognises(Paste paste) {
        for (int i = 0; i < paste.size(); i++) {
            String text = paste.line(i).text().strip();
            if (text.contains("HKEY_") || QueryCommand.in(text).isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        if (ReportPiece.isIn(paste)) {
            notes.by(ReportPiece.NAME);
        }
        RegQuery.read(paste, new Noting(notes));
    }

    private final class Noting implements RegQuery.Sink {
        private final Notebook notes;

        Noting(Notebook notes) {
            this.notes = notes;
        }

        @Override
        public boolean isTaken(int index) {
            return notes.isUnderstood(index);
        }

        @Override
        public void frame(Line line) {
            notes.understand(line);
        }

        @Override
        public void key(RegistryKey key, Line... lines) {
            notes.understand(lines);
            if (places.matters(key)) {
                notes.add(new Claim.KeyIsThere(key), lines);
            }
        }

        @Override
        public void value(ValueName name, RegistryValue value, Line... lines) {
            notes.understand(lines);
            if (places.matters(name)) {
                notes.add(new Claim.ValueIs(name, value), lines);
            }
            places.nearly(name).ifPresent(meant -> notes.add(new Claim.ValueIsMisspelt(meant, name.name()), lines));
        }

        @Override
        public void unreadable(RegistryKey key, Line... lines) {
            notes.understand(lines);
            if (places.matters(key)) {
                notes.add(new Claim.KeyIsUnreadable(key), lines);
            }
        }

        @Override
        public void absentKey(RegistryKey key, Line... lines) {
            notes.understand(lines);
            if (places.matters(key)) {
                notes.add(new Claim.KeyIsAbsent(key), lines);
            }
        }

        @Override
        public void absentValue(ValueName name, Line... lines) {
            notes.understand(lines);
            if (places.matters(name)) {
                notes.add(new Claim.ValueIsAbsent(name), lines);
            }
        }

        @Override
        public void whole(RegQuery.Printed printed, Line... lines) {
            Set<RegistryKey> missing = missingKeys(printed);
            missing.forEach(key -> notes.add(new Claim.KeyIsAbsent(key), lines));
            for (ValueName name : places.expectedIn(printed.key(), printed.below())) {
                boolean withItsKey = missing.stream().anyMatch(key -> name.key().isWithin(key));
                if (!withItsKey && !printed.values().contains(name)) {
                    notes.add(new Claim.ValueIsAbsent(name), lines);
                }
            }
        }

        /** The keys that would have been printed if they were there, the topmost of each branch. */
        private Set<RegistryKey> missingKeys(RegQuery.Printed printed) {
            var missing = new HashSet<RegistryKey>();
            for (RegistryKey key : places.expectedBelow(printed.key())) {
                RegistryKey shown = printed.below() ? key : childTowards(key, printed.key());
                boolean known = missing.stream().anyMatch(key::isWithin);
                if (!known && !printed.keys().contains(shown)) {
                    missing.add(key);
                }
            }
            return missing;
        }

        /** The key directly below {@code upper} on the way to {@code key}. */
        private static RegistryKey childTowards(RegistryKey key, RegistryKey upper) {
            RegistryKey child = key;
            while (!child.parent().orElseThrow().equals(upper)) {
                child = child.parent().get();
            }
            return child;
        }
    }
}
