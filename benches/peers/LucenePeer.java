import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene 9 as a peer: standard tokenizer, lower case, ASCII folding; title and body, the title twice as heavy.
 *
 * <p>`index CORPUS DIR THREADS` and `search DIR QUERIES ROUNDS`. A search counts all hits and reads the stored texts of the first ten; it
 * makes no snippets. Results are lines of JSON.
 */
public final class LucenePeer {
  private static final float TITLE_BOOST = 2f;

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "index" -> index(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
      case "search" -> search(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
      default -> throw new IllegalArgumentException("expected `index` or `search`, found `" + args[0] + "`");
    }
  }

  private static Analyzer analyzer() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer tokenizer = new StandardTokenizer();
        return new TokenStreamComponents(tokenizer, new ASCIIFoldingFilter(new LowerCaseFilter(tokenizer)));
      }
    };
  }

  private static void index(Path corpus, Path dir, int threads) throws Exception {
    long start = System.nanoTime();
    IndexWriterConfig config =
        new IndexWriterConfig(analyzer()).setOpenMode(IndexWriterConfig.OpenMode.CREATE).setRAMBufferSizeMB(512);
    BlockingQueue<String> lines = new ArrayBlockingQueue<>(4096);
    String end = new String("end"); // compared by identity, so that no line of the corpus can end the work
    try (Directory directory = FSDirectory.open(dir); IndexWriter writer = new IndexWriter(directory, config)) {
      ExecutorService workers = Executors.newFixedThreadPool(threads);
      Callable<Void> work = () -> {
        ObjectMapper json = new ObjectMapper();
        for (String line = lines.take(); line != end; line = lines.take()) {
          writer.addDocument(document(json.readTree(line)));
        }
        lines.put(end);
        return null;
      };
      List<Future<Void>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        running.add(workers.submit(work));
      }
      try (BufferedReader reader = Files.newBufferedReader(corpus, StandardCharsets.UTF_8)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.put(line);
        }
      }
      lines.put(end);
      for (Future<Void> worker : running) {
        worker.get();
      }
      workers.shutdown();
      writer.commit();
    }
    System.out.printf(Locale.ROOT, "{\"seconds\": %.2f}%n", (System.nanoTime() - start) / 1e9);
  }

  private static Document document(JsonNode record) {
    Document document = new Document();
    document.add(new StringField("id", record.path("id").asText(), Field.Store.YES));
    document.add(new TextField("title", record.path("title").asText(), Field.Store.YES));
    document.add(new TextField("body", record.path("body").asText(), Field.Store.YES));
    return document;
  }

  private static void search(Path dir, Path queries, int rounds) throws Exception {
    Analyzer analyzer = analyzer();
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Map<String, Long> hits = new LinkedHashMap<>();
    try (DirectoryReader reader = DirectoryReader.open(new MMapDirectory(dir))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      for (int round = 0; round <= rounds; round++) { // the first round warms up
        for (String line : Files.readAllLines(queries)) {
          String[] query = line.split("\t");
          if (query[1].equals("-")) {
            continue;
          }
          long start = System.nanoTime();
          TopScoreDocCollector collector = TopScoreDocCollector.create(10, Integer.MAX_VALUE); // counts exactly
          searcher.search(query(analyzer, query[1], query[2]), collector);
          TopDocs top = collector.topDocs();
          for (ScoreDoc hit : top.scoreDocs) {
            searcher.doc(hit.doc).get("body");
          }
          double milliseconds = (System.nanoTime() - start) / 1e6;
          if (round == 0) {
            hits.merge(query[0], top.totalHits.value, Long::sum);
          } else {
            times.computeIfAbsent(query[0], kind -> new ArrayList<>()).add(milliseconds);
          }
        }
      }
    }
    for (String kind : times.keySet()) {
      List<Double> sorted = times.get(kind);
      Collections.sort(sorted);
      int n = sorted.size();
      System.out.printf(Locale.ROOT, "{\"kind\": \"%s\", \"queries\": %d, \"hits\": %d, \"p50_ms\": %.3f, \"p99_ms\": %.3f}%n",
          kind, n / rounds, hits.get(kind), sorted.get(n / 2), sorted.get(n * 99 / 100));
    }
  }

  private static Query query(Analyzer analyzer, String mode, String text) throws IOException {
    List<String> terms = terms(analyzer, text);
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    if (mode.equals("phrase") && terms.size() > 1) {
      query.add(new BoostQuery(phrase("title", terms), TITLE_BOOST), BooleanClause.Occur.SHOULD);
      query.add(phrase("body", terms), BooleanClause.Occur.SHOULD);
      return query.build();
    }
    for (String term : terms) {
      BooleanQuery.Builder either = new BooleanQuery.Builder();
      either.add(new BoostQuery(new TermQuery(new Term("title", term)), TITLE_BOOST), BooleanClause.Occur.SHOULD);
      either.add(new TermQuery(new Term("body", term)), BooleanClause.Occur.SHOULD);
      query.add(either.build(), mode.equals("or") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST);
    }
    return query.build();
  }

  private static PhraseQuery phrase(String field, List<String> terms) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    terms.forEach(term -> phrase.add(new Term(field, term)));
    return phrase.build();
  }

  private static List<String> terms(Analyzer analyzer, String text) throws IOException {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("body", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    }
    return terms;
  }
}
