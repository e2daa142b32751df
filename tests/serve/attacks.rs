//! What a stranger's page, or a stranger, may try.

use super::preview::{Preview, handbook, start};
use std::fs;
use std::io::{Read, Write};

#[test]
fn no_path_leads_out_of_the_site() {
    let home = handbook();
    let secret = "the secret of the machine";
    fs::write(home.path().join("secret.txt"), secret).unwrap();
    fs::write(home.path().join("content/.hidden"), secret).unwrap();
    let preview = start(home, &["-p", "0"]);
    let ways = [
        "/../secret.txt",
        "/content/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "/%252e%252e%252fsecret.txt",
        "/.%2e/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%c0%ae%c0%ae%c0%afsecret.txt",
        "/%e0%80%ae%e0%80%ae/secret.txt",
        "/%uff0e%uff0e/secret.txt",
        "/%ef%bc%8e%ef%bc%8e/secret.txt",
        "/roadmaps/../../secret.txt",
        "/roadmaps/%2e%2e/%2e%2e/secret.txt",
        "//secret.txt",
        "///etc/passwd",
        "//etc/passwd",
        "/etc/passwd",
        "/file:///etc/passwd",
        "/secret.txt",
        "/secret.txt%00.html",
        "/index.html%00",
        "/.hidden",
        "/%2ehidden",
        "/./.hidden",
        "/content/.hidden",
        "/..;/secret.txt",
        "/.../secret.txt",
        "/....//secret.txt",
        "/book.toml",
        "/../book.toml",
        "/content/index.md",
        "/.git/HEAD",
        "/.rungbook/../secret.txt",
        "/.rungbook/%2e%2e/secret.txt",
        "/.rungbook/page/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/%",
        "/%2",
        "/%zz",
        "/%ff",
        "/index.html/",
        "/index.html/..",
        "/C:/secret.txt",
        "/c%3a/secret.txt",
        "/secret.txt::$DATA",
    ];
    for way in ways {
        let answer = preview.get(way);
        assert!(
            [404, 400].contains(&answer.status) || answer.status == 200 && way.contains("/page/"),
            "{way}: {}",
            answer.status
        );
        assert!(!answer.text().contains(secret) && !answer.text().contains("root:"), "{way}");
    }
    for way in ["/../secret.txt", "http://evil.example/secret.txt"] {
        let raw = format!("GET {way} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
        assert!(!preview.send(&raw, "GET").text().contains(secret), "{way}");
    }
}

#[test]
fn other_names_of_the_host_are_refused() {
    let preview = Preview::new();
    let port = preview.port;
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        assert_eq!(preview.ask_as(host, "/").status, 200, "{host}");
    }
    let foreign = ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "10.0.0.1", "a@127.0.0.1", "0", ""];
    for host in foreign {
        for path in ["/", "/.rungbook/events", "/.rungbook/page/"] {
            let answer = preview.ask_as(host, path);
            assert!([421, 400].contains(&answer.status), "{host}{path}: {}", answer.status);
            assert!(!answer.text().contains("<html") && !answer.text().contains("data:"), "{host}{path}");
        }
    }
    let heads = [
        "GET / HTTP/1.1\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example:{port}\r\n"),
        format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("GET http://evil.example:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", port ^ 1),
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}, evil.example\r\n"),
        format!("GET / HTTP/1.1\r\nX-Forwarded-Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"),
    ];
    for head in heads {
        let answer = preview.send(&format!("{head}Connection: close\r\n\r\n"), "GET");
        assert!([421, 400].contains(&answer.status), "{head}: {}", answer.status);
    }
}

#[test]
fn other_sites_learn_nothing() {
    let preview = Preview::new();
    let ours = format!("http://127.0.0.1:{}", preview.port);
    let strange = [
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Origin", "https://127.0.0.1"),
        ("Origin", "http://127.0.0.1:1"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ];
    for path in ["/.rungbook/events", "/.rungbook/page/", "/.rungbook/report", "/.rungbook/client.js"] {
        for header in strange {
            let answer = preview.ask("GET", path, &[header]);
            assert_eq!(answer.status, 403, "{path} {header:?}");
        }
        if !path.ends_with("events") {
            assert_eq!(preview.ask("GET", path, &[("Origin", &ours), ("Sec-Fetch-Site", "same-origin")]).status, 200);
        }
    }
    let page = preview.ask("GET", "/", &[("Origin", "http://evil.example")]);
    assert_eq!(page.header("access-control-allow-origin"), None);
    assert_eq!(page.header("cross-origin-resource-policy"), Some("same-origin"));
}

#[test]
fn only_reading_is_answered() {
    let preview = Preview::new();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        for path in ["/", "/.rungbook/events"] {
            let answer = preview.ask(method, path, &[("Content-Length", "0")]);
            assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method} {path}");
        }
    }
}

#[test]
fn nonsense_ends_only_its_own_connection() {
    let mut preview = Preview::new();
    let long = format!("GET /{} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", "a".repeat(200_000), preview.port);
    let many: String = (0..5000).map(|number| format!("X-{number}: y\r\n")).collect();
    let many = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{many}\r\n", preview.port);
    let requests = [
        "\r\n\r\n",
        "GET\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}",
        "GET / HTTP/9.9\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        &long,
        &many,
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET * HTTP/1.1\r\n\r\n",
        "CONNECT evil.example:443 HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    ];
    for request in requests {
        let mut stream = preview.connect();
        let _ = stream.write_all(request.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{}", &request[..request.len().min(60)]);
    }
    assert!(preview.runs());
    assert_eq!(preview.get("/").status, 200);
}
