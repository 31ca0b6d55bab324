package io.vedette.dashboard.api;

import com.google.protobuf.Message;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All pages of a table as one file, one page in memory at a time. The next page is asked for when
 * the client has read enough of those before. When a page fails or there are too many rows after
 * the first bytes were sent, the connection is broken, so that no client takes the part for the
 * whole. Runs on the event loop.
 */
final class TableExport {

  private static final Logger LOG = LoggerFactory.getLogger(TableExport.class);

  /** Most rows of a file. */
  static final int MAX_ROWS = 100_000;

  private final ManagementClient client;
  private final ApiTable table;
  private final ExportFormat format;
  private final CsvTable columns;
  private final RoutingContext request;
  private final Context loop;
  private final Message question;
  private long written;

  /**
   * @param question with its filters
   * @throws BadRequest when the question asks for a certain page
   */
  TableExport(
      ManagementClient client,
      ApiTable table,
      ExportFormat format,
      RoutingContext request,
      Message question) {
    if (table.asksForPage(question)) {
      throw new BadRequest("an export has all pages: leave out pageSize and pageToken");
    }
    this.client = client;
    this.table = table;
    this.format = format;
    this.columns = CsvTable.of(table.rows().getMessageType());
    this.request = request;
    this.loop = request.vertx().getOrCreateContext();
    this.question = question;
  }

  /** Asks for the first page. A failure of it is answered as any other failure. */
  void start() {
    if (request.request().method() == HttpMethod.HEAD) {
      begin().end();
    } else {
      ask("")
          .onComplete(
              page -> loop.runOnContext(go -> first(page)),
              thrown -> loop.runOnContext(go -> request.fail(thrown)));
    }
  }

  /** A page whose rows are text already. */
  private record Page(String text, int rows, String next, long total) {}

  /** The text is made on the channel's thread that receives the page. */
  private Future<Page> ask(String token) {
    boolean first = written == 0;
    return client
        .ask(Requester.read(request), table.method(), table.page(question, token))
        .map(
            answer -> {
              var rows = table.rows(answer);
              return new Page(
                  format.rows(columns, rows, first),
                  rows.size(),
                  table.next(answer),
                  table.total(answer));
            });
  }

  private void first(Page page) {
    if (page.total() > MAX_ROWS) {
      request.fail(
          new BadRequest(
              page.total()
                  + " rows match, at most "
                  + MAX_ROWS
                  + " are exported: narrow the filter"));
    } else if (!request.response().closed()) {
      begin().setChunked(true).write(format.head(columns));
      proceed(page);
    }
  }

  private HttpServerResponse begin() {
    return request
        .response()
        .putHeader("Content-Type", format.mediaType())
        .putHeader("Cache-Control", "no-store")
        .putHeader(
            "Content-Disposition",
            "attachment; filename=\"vedette-" + table.name() + "." + format.extension() + "\"");
  }

  private void proceed(Page page) {
    HttpServerResponse response = request.response();
    written += page.rows();
    if (response.closed()) {
      return;
    }
    if (page.next().isEmpty() && written <= MAX_ROWS) {
      response.end(page.text() + format.tail());
    } else if (written >= MAX_ROWS) {
      breakOff("there are more than " + MAX_ROWS + " rows");
    } else {
      response.write(page.text());
      if (response.writeQueueFull()) {
        response.drainHandler(ready -> follow(page.next()));
      } else {
        follow(page.next());
      }
    }
  }

  private void follow(String token) {
    ask(token)
        .onComplete(
            page -> loop.runOnContext(go -> proceed(page)),
            thrown ->
                loop.runOnContext(go -> breakOff(CallFailure.of(thrown, client.address()).why())));
  }

  private void breakOff(String why) {
    LOG.warn("the export of {} ended after {} rows: {}", table.name(), written, why);
    request.response().reset();
  }
}
