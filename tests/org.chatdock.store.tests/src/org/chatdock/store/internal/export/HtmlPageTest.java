// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import static org.chatdock.store.internal.export.Folder.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import javax.xml.parsers.DocumentBuilderFactory;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.ConversationExport.Format;
import org.chatdock.testkit.MessageZoo;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class HtmlPageTest {
    private static final String HOSTILE = "\"'><script>alert(1)</script></style></title><img src=x onerror=y>&lt;!--";
    private static final Set<String> ELEMENTS = Set.of("a", "b", "bdi", "body", "dd", "details", "div", "dl", "dt",
            "h1", "h2", "head", "header", "html", "li", "main", "meta", "ol", "p", "section", "span", "style", "summary",
            "time", "title", "ul");
    private static final Set<String> ATTRIBUTES = Set.of("aria-labelledby", "charset", "class", "content", "datetime",
            "dir", "href", "http-equiv", "id", "lang", "name", "open", "rel", "role");
    private final Folder folder = new Folder();

    private Element page() {
        return page(Locale.ENGLISH);
    }

    /** The page as a strict reader sees it; it holds only what does nothing. */
    private Element page(Locale locale) {
        String html = folder.text(Format.HTML, locale);
        assertTrue(html.startsWith("<!DOCTYPE html>\n"), "Else browsers make a page of long ago of it.");
        try {
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(html))).getDocumentElement();
            for (Element element : all(root, each -> true)) {
                assertTrue(ELEMENTS.contains(element.getTagName()), element.getTagName());
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                    String name = element.getAttributes().item(i).getNodeName();
                    assertTrue(ATTRIBUTES.contains(name), name);
                }
            }
            return root;
        } catch (Exception e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static List<Element> all(Element in, Predicate<Element> wanted) {
        List<Element> found = new ArrayList<>();
        if (wanted.test(in)) {
            found.add(in);
        }
        for (Node child = in.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                found.addAll(all(element, wanted));
            }
        }
        return found;
    }

    private static List<Element> tags(Element in, String tag) {
        return all(in, element -> element.getTagName().equals(tag));
    }

    private static List<Element> classes(Element in, String name) {
        return all(in, element -> List.of(element.getAttribute("class").split(" ")).contains(name));
    }

    private static List<String> texts(List<Element> elements) {
        return elements.stream().map(Element::getTextContent).toList();
    }

    @Test
    void whateverIsSaidIsShownAndDoesNothing() {
        folder.customers.put(ANN, new Customer(HOSTILE, HOSTILE));
        folder.tags = Set.of(HOSTILE);
        MessageId id = new MessageId(HOSTILE);
        folder.add(Messages.builder("ann", HOSTILE).from(HOSTILE).to(HOSTILE).fromType(HOSTILE).type(HOSTILE)
                .content(HOSTILE).attachment(new Attachment("https://x/" + HOSTILE, HOSTILE, HOSTILE))
                .extra(HOSTILE, HOSTILE).extra("list", List.of(HOSTILE)).build(), false, 0, false);
        folder.add(Messages.fromAgent("ann", "2", HOSTILE));
        folder.note(id, HOSTILE, HOSTILE);
        Element page = page();
        assertEquals(List.of("Conversation with " + HOSTILE), texts(tags(page, "title")));
        assertEquals(List.of("Conversation with " + HOSTILE), texts(tags(page, "h1")));
        assertEquals(List.of(HOSTILE, HOSTILE, HOSTILE), texts(classes(page, "text")));
        assertEquals(List.of("Picture: https://x/" + HOSTILE, "File: " + HOSTILE, "Media: " + HOSTILE),
                texts(classes(page, "part")));
        assertEquals(1, tags(page, "a").size(), "Only the note's way to its message is a link.");
    }

    @Test
    void aTextCannotLeaveAnAttribute() {
        assertEquals("&quot;&#39;&lt;&gt;&amp;\n\n", HtmlText.escape("\"'<>&\r\n\r"));
        assertFalse(HtmlText.address("https://x/\" onclick=\"y").contains("href"));
    }

    @Test
    void theZooIsShown() {
        MessageZoo.messages().forEach(folder::add);
        folder.add(Messages.builder("ann", "dawn").time(Instant.MIN).build());
        folder.add(Messages.builder("ann", "doom").time(Instant.MAX).build());
        assertEquals(folder.messages.size(), tags(page(), "li").size());
        assertTrue(texts(classes(page(), "text")).contains("a\ufffdb\ufffd"));
    }

    @Test
    void nothingIsFetchedAndNothingRuns() {
        List<Element> metas = tags(page(), "meta");
        assertTrue(metas.stream().anyMatch(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy")
                && meta.getAttribute("content").startsWith("default-src 'none'; style-src 'unsafe-inline';")));
        String style = tags(page(), "style").get(0).getTextContent();
        assertFalse(style.contains("url(") || style.contains("@import") || style.contains("<"), style);
        assertTrue(style.contains("prefers-color-scheme: dark") && style.contains("@media print"));
    }

    @Test
    void onlyWebAddressesAreLinks() {
        List<String> links = List.of("https://example.com/a?b=c&d=%20#e", "HTTP://EXAMPLE.COM", "https://example.com/文件");
        List<String> others = List.of("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://x/y",
                "https:", "//example.com/", " https://example.com", "https://x/\" onclick=\"y", "https://x/\u202egpj.exe",
                "https://x/a b", "java\nscript:https://x/", "https://x/\ud83d");
        List<String> all = new ArrayList<>(links);
        all.addAll(others);
        for (String address : all) {
            folder.add(Messages.builder("ann", "p" + address).type(MessageType.IMAGE)
                    .attachment(new Attachment(address, "", "")).build());
            folder.add(Messages.builder("ann", "f" + address).type(MessageType.FILE)
                    .attachment(new Attachment("", address, "")).build());
        }
        Element page = page();
        List<Element> anchors = tags(page, "a");
        assertEquals(links.stream().flatMap(link -> List.of(link, link).stream()).toList(),
                anchors.stream().map(anchor -> anchor.getAttribute("href")).toList());
        anchors.forEach(anchor -> assertEquals("noopener noreferrer", anchor.getAttribute("rel")));
        assertEquals(2 * all.size(), classes(page, "part").size());
    }

    @Test
    void messagesStandUnderTheirLocalDayWithSenderAndTime() {
        Instant evening = Instant.parse("2026-01-02T15:59:59Z");
        folder.customers.put(ANN, new Customer("Ann Lee", "Paris"));
        folder.add(Messages.builder("ann", "1").time(evening).content("hello").build());
        folder.add(Messages.builder("ann", "2").time(evening.plusSeconds(1)).fromType(SenderType.AGENT).from("lin")
                .content("hi").build());
        folder.add(Messages.builder("ann", "3").time(evening.plus(Duration.ofHours(1))).fromType(SenderType.SYSTEM)
                .content("moved").build());
        Element page = page();
        List<Element> days = tags(page, "section");
        assertEquals(List.of("2026-01-02", "2026-01-03"), texts(tags(page, "h2")));
        assertEquals(List.of(1, 2), days.stream().map(day -> Integer.valueOf(tags(day, "li").size())).toList());
        assertEquals(List.of("Ann Lee 2026-01-02 23:59:59", "Agent (lin) 2026-01-03 00:00:00",
                "System 2026-01-03 00:59:59"), texts(classes(page, "head")));
        assertEquals("2026-01-03T00:00:00+08:00", tags(days.get(1), "time").get(1).getAttribute("datetime"));
        assertEquals(List.of(1, 1, 1), List.of(classes(page, "customer").size(), classes(page, "agent").size(),
                classes(page, "notice").size()));
        assertTrue(texts(tags(page, "dd")).containsAll(List.of("Paris", "ann", "Asia/Shanghai")));
        classes(page, "text").forEach(text -> assertEquals("auto", text.getAttribute("dir")));
    }

    @Test
    void whatIsSpecialAboutAMessageIsMarked() {
        folder.add(Messages.fromCustomer("ann", "1", "plain"));
        folder.add(Messages.fromCustomer("ann", "2", "better"), true, 2, false);
        folder.add(Messages.fromCustomer("ann", "3", ""), true, 3, true);
        folder.add(Messages.builder("ann", "4").type("order").extra("Sum", 5).build(), false, 0, false);
        folder.add(Messages.builder("ann", "5").type("order").extra("Sum", 6).build());
        folder.add(Messages.builder("ann", "6").type("").build(), false, 0, false);
        folder.add(Messages.builder("ann", "7").type(MessageType.VOICE).extra("Duration", 7).build());
        Element page = page();
        assertEquals(List.of("edited", "recalled by the sender", "unknown type “order”", "type “order”", "no type",
                "voice message"), texts(classes(page, "mark")));
        assertEquals(2, classes(page, "unknown").size());
        assertEquals(List.of("5", "6", "7"), tags(page, "details").stream()
                .map(each -> tags(each, "dd").get(0).getTextContent()).toList());
        assertEquals(List.of(true, true, false),
                tags(page, "details").stream().map(each -> Boolean.valueOf(each.hasAttribute("open"))).toList());
    }

    @Test
    void notesStandApartAtTheEndAndPointToTheirMessages() {
        folder.add(Messages.fromCustomer("ann", "1", "said"));
        folder.note(new MessageId("1"), "lin", "careful");
        folder.note(null, "lin", "nice");
        folder.note(new MessageId("gone"), "lin", "old");
        Element page = page();
        List<Element> sections = tags(page, "section");
        Element notes = sections.get(sections.size() - 1);
        assertEquals("notes", notes.getAttribute("class"));
        assertEquals(List.of("Private notes"), texts(tags(notes, "h2")));
        assertEquals(List.of("careful", "nice", "old"), texts(classes(notes, "text")));
        assertEquals("#" + classes(page, "customer").get(0).getAttribute("id"),
                tags(notes, "a").get(0).getAttribute("href"));
        assertEquals(1, tags(notes, "a").size());
    }

    @Test
    void withoutNotesThereIsNoSectionForThemAndWithoutMessagesAWord() {
        Element page = page();
        assertEquals(List.of(), tags(page, "section"));
        assertEquals(List.of("No messages."), texts(tags(page, "p")));
    }

    @Test
    void theWordsAreChineseForWhoReadsChinese() {
        folder.customers.put(ANN, new Customer("小安", ""));
        folder.add(Messages.fromAgent("ann", "1", "hi"));
        Element page = page(Locale.SIMPLIFIED_CHINESE);
        assertEquals("zh-CN", page.getAttribute("lang"));
        assertEquals(List.of("与 小安 的会话"), texts(tags(page, "title")));
        assertEquals("en", page(Locale.GERMAN).getAttribute("lang"), "Where there are no words, English ones.");
    }

    @Test
    void headingsAndTimesCanBeReadAloud() {
        folder.add(Messages.fromCustomer("ann", "1", "said"));
        Element page = page();
        assertEquals(1, tags(page, "h1").size());
        assertEquals(1, tags(page, "main").size());
        tags(page, "ol").forEach(list -> assertEquals("list", list.getAttribute("role")));
        TreeSet<String> times = new TreeSet<>();
        tags(page, "time").forEach(time -> times.add(time.getAttribute("datetime")));
        assertEquals(Set.of("2026-01-02", "2026-01-02T11:00:00+08:00", "2026-02-03T12:05:06+08:00"), times);
    }
}
