import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Check FLAVOUR FILE...: one line per file, and under a failing file each broken clause with its count. */
public class Check {
  public static void main(String[] args) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString(args[0]);
    if (flavour == PDFAFlavour.NO_FLAVOUR) {
      System.err.println("unknown flavour " + args[0]);
      System.exit(2);
    }
    boolean allPass = true;
    for (int i = 1; i < args.length; i++) {
      allPass &= check(flavour, args[i]);
    }
    System.exit(allPass ? 0 : 1);
  }

  private static boolean check(PDFAFlavour flavour, String file) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      String verdict = result.isCompliant() ? "PASS " : "FAIL ";
      System.out.println(verdict + flavour.getId() + " checks=" + result.getTotalAssertions() + " " + file);
      if (!result.isCompliant()) {
        report(result);
      }
      return result.isCompliant();
    }
  }

  private static void report(ValidationResult result) {
    Map<String, Integer> count = new TreeMap<>();
    Map<String, String> first = new TreeMap<>();
    for (TestAssertion test : result.getTestAssertions()) {
      if (test.getStatus() == TestAssertion.Status.FAILED) {
        String rule = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber() + " " + test.getMessage();
        count.merge(rule, 1, Integer::sum);
        first.putIfAbsent(rule, test.getLocation().getContext());
      }
    }
    count.forEach((rule, n) -> System.out.println("  " + n + "x " + rule + " @ " + first.get(rule)));
  }
}
