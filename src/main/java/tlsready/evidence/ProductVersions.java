package tlsready.evidence;

import java.util.Arrays;
import java.util.Optional;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.Product;

/**
 * Finds a product's row for a version number such as {@code 10.6.1.9270}. Rows are exact ({@code 10-6-1}) or open
 * ({@code 1-3-or-later}). A third part of a thousand or more is a build, not a version: 10.2.3348 is 10.2.
 */
final class ProductVersions {
    private static final String LATER = "-or-later";
    private static final String EARLIER = "-or-earlier";
    private static final int BUILDS_BEGIN = 1_000;

    private final Knowledge knowledge;

    ProductVersions(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    Optional<Claim.ProductIs> find(String productId, String written) {
        Product product = knowledge.product(productId);
        int[] version = parts(written.split("\\."));
        return product.versions().stream()
                .filter(row -> fits(row.id(), version))
                .findFirst()
                .map(row -> new Claim.ProductIs(productId, row.id(), row.name()));
    }

    private static int[] parts(String[] written) {
        int[] parts =
                Arrays.stream(written).limit(3).mapToInt(Integer::parseInt).toArray();
        int[] three = Arrays.copyOf(parts, 3);
        if (three[2] >= BUILDS_BEGIN) {
            three[2] = 0;
        }
        return three;
    }

    private static boolean fits(String row, int[] version) {
        if (row.endsWith(LATER)) {
            return compare(version, row, LATER) >= 0;
        }
        if (row.endsWith(EARLIER)) {
            return compare(version, row, EARLIER) <= 0;
        }
        return row.matches("\\d+(-\\d+){1,2}") && Arrays.equals(version, parts(row.split("-")));
    }

    /** Compares as far as the row goes: 1.2.5 is not later than 1-2. */
    private static int compare(int[] version, String row, String ending) {
        String[] written = row.substring(0, row.length() - ending.length()).split("-");
        int length = Math.min(written.length, 3);
        return Arrays.compare(Arrays.copyOf(version, length), Arrays.copyOf(parts(written), length));
    }
}
